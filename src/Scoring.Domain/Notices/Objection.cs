// 异议: what somebody with a name objects to in a notice, and how two people settled it. Must not know who the objector is: that lies apart.
namespace Scoring.Domain.Notices;

/// <summary>One objection in writing, numbered within its cycle. Appended, never edited; who filed it is in <see cref="ObjectionContact"/>.</summary>
public sealed class Objection
{
    /// <summary>The longest text, in characters.</summary>
    public const int Longest = 2000;

    /// <summary>The shortest text that can hold a fact and a ground, in characters.</summary>
    public const int Shortest = 15;

    public int Id { get; init; }

    public int CycleId { get; init; }

    /// <summary>From 1 within the cycle, without gaps.</summary>
    public int Number { get; init; }

    /// <summary>The notice it is about: the newest when it was filed.</summary>
    public int NoticeId { get; init; }

    /// <summary>Whom it is about; null: the list as a whole.</summary>
    public int? EntryId { get; init; }

    /// <summary>Facts and grounds as written. Never public.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 of the receipt number, lower-case hex: whoever has the number may ask how it stands, and the rows do not tell the number.</summary>
    public required string ReceiptHash { get; init; }

    public DateTimeOffset FiledAt { get; init; }

    /// <summary>The local day on which it came in: for a paper, the day it was handed over.</summary>
    public DateOnly ReceivedOn { get; init; }

    /// <summary>The operator who typed it from a paper; null when it was filed on the public page.</summary>
    public int? EnteredById { get; init; }
}

/// <summary>Who filed an objection: kept apart, shown masked, and no part of any event, so that the row can be erased once it is of no more use.</summary>
public sealed class ObjectionContact
{
    public int ObjectionId { get; init; }

    public required string Name { get; init; }

    public required string Phone { get; init; }
}

/// <summary>Who looks into it; the newest counts.</summary>
public sealed class ObjectionAssignment
{
    public int Id { get; init; }

    public int ObjectionId { get; init; }

    public int AccountId { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>What an objection comes to.</summary>
public enum ObjectionOutcome
{
    /// <summary>不予受理: no name, too late, or not about this notice.</summary>
    Inadmissible,

    /// <summary>不成立.</summary>
    Dismissed,

    /// <summary>成立，不影响结果.</summary>
    Upheld,

    /// <summary>成立，需要复核重算: the cycle goes back to where its data can be mended.</summary>
    Recount,
}

/// <summary>What the one who looked into it proposes: outcome, the reply to the objector, and what was found. The first of two words.</summary>
public sealed class ObjectionAnswer
{
    public int Id { get; init; }

    public int ObjectionId { get; init; }

    public required ObjectionOutcome Outcome { get; init; }

    /// <summary>What was verified and how. Never public.</summary>
    public required string Findings { get; init; }

    /// <summary>What the objector is told; shown to whoever has the receipt number.</summary>
    public required string Reply { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>The second person's word on an answer: accepted, which settles the objection, or given back. The database refuses one who is also the first.</summary>
public sealed class ObjectionDecision
{
    public int AnswerId { get; init; }

    /// <summary>Copied from the answer and tied to it by a foreign key.</summary>
    public int ObjectionId { get; init; }

    /// <summary>Copied from the answer and tied to it by a foreign key, so that the check constraint means something.</summary>
    public int AnsweredById { get; init; }

    public int ById { get; init; }

    public bool Accepted { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>How far an objection has come.</summary>
public enum ObjectionState
{
    Filed,
    Assigned,
    Answered,
    Settled,
}

/// <summary>The words for states and outcomes.</summary>
public static class ObjectionNames
{
    public static string Of(ObjectionState state) => state switch
    {
        ObjectionState.Filed => "待分办",
        ObjectionState.Assigned => "核实中",
        ObjectionState.Answered => "待审定",
        _ => "已办结",
    };

    public static string Of(ObjectionOutcome outcome) => outcome switch
    {
        ObjectionOutcome.Inadmissible => "不予受理",
        ObjectionOutcome.Dismissed => "不成立",
        ObjectionOutcome.Upheld => "成立，不影响结果",
        _ => "成立，复核重算",
    };

    /// <summary>The outcome as the chain and the bundle write it.</summary>
    public static string Code(ObjectionOutcome outcome) => outcome switch
    {
        ObjectionOutcome.Inadmissible => "inadmissible",
        ObjectionOutcome.Dismissed => "dismissed",
        ObjectionOutcome.Upheld => "upheld",
        _ => "recount",
    };
}
