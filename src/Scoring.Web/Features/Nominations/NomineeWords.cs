using Scoring.Domain.Schemes;

namespace Scoring.Web.Features.Nominations;

/// <summary>What the fields of a nomination are called: those of a person, or of a piece of work that has a title and is on no roster.</summary>
public sealed record NomineeWords(bool FromRoster, string Choose, string Name, string Kind, string Title)
{
    public static NomineeWords Of(Subject subject) => subject.IsPerson
        ? new(true, "从名册选一位书记", "姓名", "人员类别", "职务")
        : new(false, $"填写{subject.Name}", $"{subject.Name}名称", "类别", "领办人");
}
