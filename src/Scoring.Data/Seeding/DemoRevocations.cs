using Scoring.Data.Levels;
using Scoring.Domain.Calendars;
using Scoring.Domain.Entries;
using Scoring.Domain.Levels;
using Scoring.Domain.Organisation;
using Scoring.Domain.Tallies;

namespace Scoring.Data.Seeding;

/// <summary>Two revocations of the finished year: one decided in summer, one that the unit has still to answer.</summary>
internal sealed class DemoRevocations(DemoContext to, DemoMonth year, KeptFinding finding)
{
    /// <summary>Everything of the year must be saved and published.</summary>
    public async Task Add()
    {
        var held = await HeldLevels.Of(to.Db, year.Cycle.Id);
        var ground = to.Scheme.Vetoes.Last(v => v.Section is not null);
        var section = to.Scheme.Rubric.Sections.First(s => s.Code == ground.Section);
        var first = to.District.Applicants[0].Id;
        // The unit that the sign-in page offers first is the one that must answer.
        if (held.FirstOrDefault(h => h.UnitId == first)?.Sections.LastOrDefault(s => s.Held) is { } open)
            await Propose(held.First(h => h.UnitId == first), open.Code, open.Name, "区联审办〔2026〕31 号", "11 月 11 日回访发现，申报的便民代办点已停办两个月，台账仍在登记。", DemoDistrict.Today.AddDays(-1));
        if (held.FirstOrDefault(h => h.UnitId != first && h.Sections.Count(s => s.Held) >= 4 && h.Sections.Any(s => s.Held && s.Code == section.Code)) is not { } unit)
            return;
        var proposed = DemoMonth.At(new DateOnly(2026, 6, 8), 610);
        var one = await Propose(unit, section.Code, section.Name, "区政法联〔2026〕17 号", "5 月 26 日小区发生越级集体上访，事前未排查、事后处置不力，经区联席会议认定。", proposed);
        var (branch, operators, approver) = (to.Accounts.Of(Role.Applicant, unit.UnitId), to.Accounts.Operator, to.Accounts.Approver);
        var reply = one.Reply(null, "情况属实。已召开居民议事会三次，停车问题 6 月底前解决，今后每周排查。", branch.Id, proposed.AddDays(2));
        var (says, decides) = (one.Opine(reply, [], true, "事实清楚，依据充分，单位承认。", operators.Id, proposed.AddDays(3)), default(RevocationOpinion));
        decides = one.Opine(reply, [says], true, "同意摘去，整改情况年底评定时一并看。", approver.Id, proposed.AddDays(7));
        to.Db.RevocationReplies.Add(reply);
        await to.Db.SaveChangesAsync();
        to.Db.RevocationOpinions.AddRange(says, decides);
        await to.Db.SaveChangesAsync();
        var award = (LevelsAward)to.Scheme.Scoring.Award!;
        var left = unit.Sections.Where(s => s.Held && s.Code != section.Code).Select(s => s.Code).ToList();
        var after = award.NameOf($"{LevelsAward.Prefix}{award.LevelOf(left, unit.Sections.Count, null)}")!;
        to.Db.LostSections.Add(new LostSection
        {
            EntryId = unit.EntryId, Section = section.Code, RevocationId = one.Id, CycleId = year.Cycle.Id, UnitName = unit.UnitName, SectionName = section.Name, Before = unit.Award, After = after, Document = one.Document, At = decides.At,
        });
        await to.Db.SaveChangesAsync();
        Say(reply.At, branch, unit.UnitName, "Stars.Reply", unit.EntryId, $"{unit.UnitName}答复摘星：{reply.Text}");
        Say(says.At, operators, Office(operators), "Stars.Opinion", unit.EntryId, $"对摘去{unit.UnitName}的“{section.Name}”提出意见：摘星，{says.Reason}");
        Say(decides.At, approver, Office(approver), "Stars.Opinion", unit.EntryId, $"摘去{unit.UnitName}的“{section.Name}”，{unit.Award}改为{after}，依据 {one.Document}");
    }

    private async Task<Revocation> Propose(HeldLevel unit, string section, string name, string document, string reason, DateTimeOffset at)
    {
        var department = to.District.Department(to.Scheme.Evidence.First(e => to.Scheme.Rubric.Sections.First(s => s.Code == section).Blocks.Any(b => b.Code == e.Block)).Departments[0]);
        var officer = to.Accounts.Of(Role.EvidenceDepartment, department.Id);
        var file = new Attachment { EntryId = unit.EntryId, Purpose = "revocation", FileName = "认定文件.pdf", ContentType = "application/pdf", Size = finding.Size, Hash = finding.Hash, AddedById = officer.Id, AddedAt = at };
        to.Db.Attachments.Add(file);
        await to.Db.SaveChangesAsync();
        var until = ChinaTime.At(to.Calendar.AddWorkingDays(ChinaTime.DateOf(at), Revocation.ReplyDays), new TimeOnly(18, 0));
        var one = Revocation.Of((year.Cycle.Id, unit.EntryId, section, 1), document, reason, file.Id, department.Id, officer.Id, at, until);
        to.Db.Revocations.Add(one);
        await to.Db.SaveChangesAsync();
        Say(at, officer, department.Name, "Stars.Propose", unit.EntryId, $"提出摘去{unit.UnitName}的“{name}”，依据 {document}，单位在 {ChinaTime.Words(until)} 前答复");
        return one;
    }

    private string Office(Records.Account account) => to.District.Units.First(u => u.Id == account.UnitId).Name;

    private void Say(DateTimeOffset at, Records.Account by, string office, string act, int entryId, string text) => to.Log.Note(at, by, office, act, year.Cycle.Id, entryId, text);
}
