using Scoring.Domain.Calendars;
using Scoring.Domain.Cycles;
using Scoring.Domain.Schemes;
using Scoring.Domain.Tests.Calendars;

namespace Scoring.Domain.Tests.Schemes;

/// <summary>The shape of a scheme is not that of the one contest: a quarterly rating in words, of units, without nomination, talk or evidence.</summary>
public sealed class OtherProgrammeTests
{
    private const string Quarterly = """
        {
          "format": "scoring-scheme/1", "code": "HELP", "version": "1", "name": "帮扶评价", "cadence": "quarterly",
          "subject": {"name": "包联单位", "unitKind": "pairing", "unitName": "包联关系"},
          "authority": {"document": "某文号", "organiser": "区委组织部", "approval": "notRequired", "note": "工作交流"},
          "departments": [{"code": "ORG", "name": "区委组织部"}],
          "phases": [
            {"code": "rate", "name": "评价", "start": {"rule": "workingDayAfterPeriod", "n": 1}, "end": {"rule": "workingDayAfterPeriod", "n": 7}},
            {"code": "tally", "name": "汇总", "start": {"rule": "workingDayAfterPeriod", "n": 8}, "end": {"rule": "workingDayAfterPeriod", "n": 9}},
            {"code": "approve", "name": "报送", "start": {"rule": "workingDayAfterPeriod", "n": 10}, "end": {"rule": "sameDayAs", "phase": "approve"}},
            {"code": "notice", "name": "反馈", "start": {"rule": "workingDayAfterPeriod", "n": 11}, "end": {"rule": "lasting", "workingDays": 3}},
            {"code": "publish", "name": "定稿", "start": {"rule": "workingDayAfterPeriod", "n": 14}}
          ],
          "judging": {"panels": [{"panel": "rating", "name": "评价人", "groups": [{"group": "estate", "name": "小区", "appointedBy": "street", "each": 1}]}],
                      "recusal": {}},
          "publication": {"order": "rank", "publicFields": ["name", "total"], "noticeDays": 3, "substitutionNoticeDays": 3,
                          "objections": {"workingDays": 3, "verifyWorkingDays": 3}},
          "scoring": {
            "code": "HELP", "version": 2,
            "panels": [{"code": "rating", "groups": [{"code": "estate", "weight": 1}]}],
            "sections": [{"code": "ALL", "name": "全部", "blocks": [{"code": "PARTY", "name": "帮建党组织", "weight": 15, "source": {"kind": "judges", "panel": "rating",
              "criteria": [{"code": "help", "name": "帮扶", "max": 100, "scale": {"good": 100, "poor": 40}, "names": {"good": "好", "poor": "差"}}]}}]}],
            "rollUp": true,
            "award": {"kind": "bands", "of": "unit", "bands": [{"code": "GOOD", "name": "好", "minimum": 90, "share": 0.2}, {"code": "POOR", "minimum": 0}]}
          },
          "notes": {
            "$.phases[*].start": {"basis": "assumption", "text": "假定"}, "$.phases[*].end": {"basis": "assumption", "text": "假定"},
            "$.judging.panels": {"basis": "assumption", "text": "假定"}, "$.publication.noticeDays": {"basis": "assumption", "text": "假定"},
            "$.publication.substitutionNoticeDays": {"basis": "assumption", "text": "假定"}, "$.publication.objections": {"basis": "assumption", "text": "假定"},
            "$.scoring.version": {"basis": "assumption", "text": "序号"}, "$.scoring.panels": {"basis": "assumption", "text": "假定"},
            "$.scoring.sections": {"basis": "assumption", "text": "假定"}, "$.scoring.award": {"basis": "practice", "text": "别处做法"}
          }
        }
        """;

    [Fact]
    public void Reads_a_quarterly_rating_in_words()
    {
        var scheme = Scheme.Parse(Quarterly);
        (scheme.Label, scheme.Cadence, scheme.VersionNumber).ShouldBe(("通报", Cadence.Quarterly, 2));
        (scheme.Nomination, scheme.Talk, scheme.Survey).ShouldBe((null, null, null));
        (scheme.Evidence.Count, scheme.Vetoes.Count).ShouldBe((0, 0));
        scheme.Judging!.Recusal.ShouldBe(new RecusalRules(true, true, true));
        scheme.Rubric.Blocks.Single().Criteria.Single().Scale.ShouldBe([new("good", "好", 100), new("poor", "差", 40)]);
    }

    [Fact]
    public void Plans_it_after_the_quarter()
    {
        // WD1 = 8 Oct, WD10 = 20 Oct, the final on WD14 = 26 Oct.
        var plan = Scheme.Parse(Quarterly).Phases.Resolve(Period.Parse("2026-Q3"), Seeds.Calendar);
        plan.Phases.Select(phase => (phase.FirstDay, phase.LastDay)).ShouldBe(
        [
            (new(2026, 10, 8), new(2026, 10, 15)), (new(2026, 10, 16), new(2026, 10, 19)), (new(2026, 10, 20), new(2026, 10, 20)),
            (new(2026, 10, 21), new(2026, 10, 23)), (new(2026, 10, 26), new(2026, 10, 26)),
        ]);
    }

    [Fact]
    public void Walks_through_its_quarter_without_nominations_or_a_live_day()
    {
        var scheme = Scheme.Parse(Quarterly);
        var dates = scheme.Phases.Resolve(Period.Parse("2026-Q3"), Seeds.Calendar);
        var cycle = CycleDates.Open(scheme, 1, dates, 1);
        DateTimeOffset At(int day, int hour) => new(2026, 10, day, hour, 0, 0, TimeSpan.FromHours(8));
        (cycle.OpensAt, cycle.ScoringEndsAt).ShouldBe((dates["rate"].StartsAt, dates["tally"].StartsAt));
        cycle.Advance(cycle.OpensAt.AddTicks(-1)).ShouldBeEmpty();
        cycle.Advance(cycle.OpensAt).ShouldBe([CycleState.Review, CycleState.Scoring]);
        cycle.ScoringClosed(At(15, 12)).ShouldBeFalse();
        cycle.ScoringClosed(At(16, 23)).ShouldBeTrue();
        CycleDates.Missed(dates, At(15, 12)).ShouldBeFalse();
        CycleDates.Missed(dates, At(16, 1)).ShouldBeTrue();
    }
}
