using MediatR;

namespace Scoring.Web.Pipeline;

/// <summary>A request that writes. It runs in one transaction and must say in the journal what it did.</summary>
public interface ICommand<out T> : IRequest<T>;

/// <summary>A command that a device may send twice: the same key is done once and answered the same.</summary>
public interface IKeyed
{
    Guid Key { get; }
}

/// <summary>A command so small that the journal need not hold it (a draft kept as typed).</summary>
public interface IQuiet;

/// <summary>What a command without a better answer answers.</summary>
public sealed record Done
{
    public static Done It { get; } = new();
}
