using Scoring.Domain.Entries;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tests.Calendars;

namespace Scoring.Domain.Tests.Entries;

/// <summary>The states of a nomination, and what each move demands.</summary>
public sealed class EntryMovesTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 8, 1, 0, 0, TimeSpan.Zero);
    private static readonly Nomination Rules = Scheme.Parse(Seeds.Contest).Nomination!;

    /// <summary>Rows: from; columns: Draft Submitted Returned Accepted Rejected Withdrawn. x: legal.</summary>
    [Theory]
    [InlineData(EntryState.Draft, ".x...x")]
    [InlineData(EntryState.Submitted, "..xxxx")]
    [InlineData(EntryState.Returned, ".x...x")]
    [InlineData(EntryState.Accepted, ".....x")]
    [InlineData(EntryState.Rejected, "......")]
    [InlineData(EntryState.Withdrawn, "......")]
    public void Allows_exactly_the_moves_of_the_table(EntryState from, string legal)
    {
        foreach (var (to, index) in Enum.GetValues<EntryState>().Select((to, i) => (to, i)))
        {
            EntryMoves.Allows(from, to).ShouldBe(legal[index] == 'x', $"{from} → {to}");
            if (legal[index] == 'x')
                EntryMoves.Demand(from, to);
            else
                Should.Throw<Refused>(() => EntryMoves.Demand(from, to)).Message.ShouldStartWith($"这份申报现在是“{EntryStateNames.Of(from)}”，不能");
        }
    }

    [Fact]
    public void Refuses_to_submit_an_empty_dossier_and_names_every_lack()
    {
        var entry = Entry();
        var refused = Should.Throw<Refused>(() => entry.Submit(Rules, [], Now));
        refused.Kind.ShouldBe(RefusalKind.Input);
        foreach (var lack in new[] { "“基本情况”还没有填写，最少 50 字。", "“比工作”还没有填写，最少 100 字。", "“四有”还没有逐项确认：有能力、有公心、有热情、有威望。" })
            refused.Message.ShouldContain(lack);
        entry.State.ShouldBe(EntryState.Draft);
    }

    [Theory]
    [InlineData(49, "“基本情况”现有 49 字，最少 50 字，还差 1 字。")]
    [InlineData(50, null)]
    [InlineData(500, null)]
    [InlineData(501, "“基本情况”写了 501 字，超过 500 字，请删减 1 字。")]
    public void Holds_a_section_to_its_limits(int characters, string? lack) =>
        DossierCheck.Lack(Rules.Dossier[0], new string('实', characters)).ShouldBe(lack);

    [Theory]
    [InlineData("书记", 2)]
    [InlineData("  书记  ", 2)]
    [InlineData("第一行\r\n第二行", 7)]
    [InlineData("𠮷田", 2)]
    [InlineData(" ", 0)]
    public void Counts_characters_as_people_do(string text, int length) => DossierCheck.Length(text).ShouldBe(length);

    [Fact]
    public void Walks_from_draft_over_return_to_acceptance()
    {
        var entry = Entry();
        Fill(entry);
        entry.Submit(Rules, [], Now);
        entry.Return("  请补充户数  ", Now);
        entry.Reason.ShouldBe("请补充户数");
        entry.Submit(Rules, [], Now.AddHours(1));
        entry.Reason.ShouldBeNull();
        entry.Accept(Rules.Gates, ["IN_OFFICE", "NOT_COOLING", "CLEAN"], "E01", 1326, Now.AddHours(2));
        (entry.State, entry.Code, entry.Households, entry.Version).ShouldBe((EntryState.Accepted, "E01", 1326, 4));
    }

    [Fact]
    public void Refuses_acceptance_while_a_gate_is_open()
    {
        var entry = Entry();
        Fill(entry);
        entry.Submit(Rules, [], Now);
        Should.Throw<Refused>(() => entry.Accept(Rules.Gates, ["IN_OFFICE"], "E01", 1326, Now)).Message
            .ShouldBe("还有资格条件没有核对：“未在间隔期内”、“无正在处理的违纪违法问题”。逐项核对并勾选后才能通过；不符合的，请退回或判为不通过。");
        entry.State.ShouldBe(EntryState.Submitted);
    }

    [Fact]
    public void Refuses_acceptance_when_the_estate_has_no_households()
    {
        var entry = Entry();
        Fill(entry);
        entry.Submit(Rules, [], Now);
        Should.Throw<Refused>(() => entry.Accept(Rules.Gates, ["IN_OFFICE", "NOT_COOLING", "CLEAN"], "E01", null, Now)).Message.ShouldContain("名册里没有“甲小区”的户数");
    }

    [Fact]
    public void Refuses_to_return_reject_or_withdraw_without_a_reason_but_lets_a_draft_go()
    {
        var submitted = Entry();
        Fill(submitted);
        submitted.Submit(Rules, [], Now);
        Should.Throw<Refused>(() => submitted.Return(" ", Now)).Message.ShouldBe("请写明退回的理由，对方会看到这句话。");
        Should.Throw<Refused>(() => submitted.Reject(null, Now)).Message.ShouldBe("请写明不通过的理由，对方会看到这句话。");
        Should.Throw<Refused>(() => submitted.Withdraw(null, Now)).Message.ShouldBe("请写明撤回的理由，对方会看到这句话。");
        var draft = Entry();
        draft.Withdraw(null, Now);
        draft.Live.ShouldBeFalse();
    }

    [Fact]
    public void Gives_codes_that_never_come_twice()
    {
        Domain.Entries.Entry.NextCode([]).ShouldBe("E01");
        Domain.Entries.Entry.NextCode(["E01", "E09", "E03"]).ShouldBe("E10");
        Domain.Entries.Entry.NextCode(["E99"]).ShouldBe("E100");
    }

    [Fact]
    public void Refuses_to_write_over_another_clerks_save()
    {
        var entry = Entry();
        entry.Version = 3;
        entry.DemandVersion(3);
        Should.Throw<Refused>(() => entry.DemandVersion(2)).Message.ShouldContain("刚刚被本街道另一位同志改过");
    }

    internal static Entry Entry(string name = "张三", int slot = 1, EntryState state = EntryState.Draft) => new()
    {
        CycleId = 1, StreetId = 21, Slot = slot, PersonName = name, Composition = "RESIDENT", BranchId = 21111, BranchName = "甲小区党支部", EstateId = 2111, EstateName = "甲小区", State = state,
    };

    private static void Fill(Entry entry) =>
        entry.Dossier = new Dossier(Rules.Dossier.ToDictionary(s => s.Code, s => new string('实', s.Minimum)), ["ABILITY", "FAIRNESS", "WARMTH", "STANDING"]);
}
