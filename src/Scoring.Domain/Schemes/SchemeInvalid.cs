namespace Scoring.Domain.Schemes;

/// <summary>
/// A scheme text that was refused whole. The message is a Chinese sentence with line, path and reason, fit for a screen or a console.
/// </summary>
public sealed class SchemeInvalid : Exception
{
    /// <summary>A refusal at a place in the text.</summary>
    public SchemeInvalid(int line, string path, string reason, Exception? inner = null)
        : base($"方案文件第 {line} 行（{path}）：{reason}", inner)
    {
        Line = line;
        Path = path;
        Reason = reason;
    }

    /// <summary>The line at fault, from 1.</summary>
    public int Line { get; }

    /// <summary>The JSON path at fault, <c>$</c> for the whole text.</summary>
    public string Path { get; }

    /// <summary>What is wrong and what would be right, in Chinese.</summary>
    public string Reason { get; }
}
