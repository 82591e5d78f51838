using Scoring.Data.Stages;
using Scoring.Domain.Stages;

namespace Scoring.Web.Live;

/// <summary>What followers were shown that says how many sheets are in: a sheet handed in changes that and nothing else.</summary>
public interface ICountSheets
{
    /// <summary>The stage it was read from.</summary>
    Show Show { get; }

    /// <summary>The same, counted anew.</summary>
    object Counted(IReadOnlyList<JudgeAtTurn> panel);
}
