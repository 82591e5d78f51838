using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Scoring.Domain.Reminders;

/// <summary>Whose robot a group has.</summary>
public enum ChannelKind
{
    /// <summary>企业微信群机器人: the key in its address is all it asks.</summary>
    WeCom,

    /// <summary>钉钉自定义机器人, with the signature its security settings ask for (加签).</summary>
    DingTalk,
}

/// <summary>A group that is told of deadlines through its robot. Address and secret are the right to speak there: they are shown to nobody.</summary>
public sealed class Channel
{
    private const int LongestAddress = 400;

    // 钉钉 and 企业微信 both take markdown; 企业微信 no more than 4096 bytes.
    private const int LongestText = 1000;

    // The robots' answers and our own pages are read by people: 汉字 as they are.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public int Id { get; init; }

    public required string Name { get; init; }

    public required ChannelKind Kind { get; init; }

    /// <summary>The robot's address, with the key or token the other side gave.</summary>
    public required string Address { get; init; }

    /// <summary>What 钉钉 signs with; null for 企业微信.</summary>
    public string? Secret { get; init; }

    public int ById { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Null while it is used.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>The address without what must not be seen: qyapi.weixin.qq.com/…1a2b.</summary>
    public string Shown => Uri.TryCreate(Address, UriKind.Absolute, out var uri) ? $"{uri.Authority}/…{Address[^4..]}" : string.Empty;

    /// <summary>A new channel.</summary>
    /// <exception cref="Refused">The address is none, or the secret is missing where the robot wants one.</exception>
    public static Channel Of(string? name, ChannelKind kind, string? address, string? secret, int byId, DateTimeOffset at)
    {
        if (string.IsNullOrWhiteSpace(name))
            throw Refused.Input("请给这个群起个名字，例如“街道联络群”。");
        if (!Uri.TryCreate(address?.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.Query.Length < 2 || address!.Trim().Length > LongestAddress)
            throw Refused.Input("请把群机器人的 Webhook 地址整个复制过来，它以 https:// 开头，里面带有 key 或 access_token。");
        if (kind == ChannelKind.DingTalk && string.IsNullOrWhiteSpace(secret))
            throw Refused.Input("钉钉机器人请在“安全设置”里选“加签”，把 SEC 开头的密钥填进来。");
        return new Channel { Name = name.Trim(), Kind = kind, Address = address.Trim(), Secret = kind == ChannelKind.DingTalk ? secret!.Trim() : null, ById = byId, At = at };
    }

    /// <summary>Where to send: for 钉钉 with the time and the signature over it, which is good for an hour.</summary>
    /// <param name="now">The world's real time, whatever a demo's clock says.</param>
    public string SignedAddress(DateTimeOffset now)
    {
        if (Kind != ChannelKind.DingTalk)
            return Address;
        var stamp = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var sign = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret!), Encoding.UTF8.GetBytes($"{stamp}\n{Secret}"));
        return $"{Address}&timestamp={stamp}&sign={Uri.EscapeDataString(Convert.ToBase64String(sign))}";
    }

    /// <summary>What to send, as the robot's documentation has it.</summary>
    public string Body(string title, string text)
    {
        var words = text.Length <= LongestText ? text : text[..LongestText] + "…";
        var markdown = $"**{title}**\n\n{words}";
        JsonObject body = Kind == ChannelKind.DingTalk
            ? new() { ["msgtype"] = "markdown", ["markdown"] = new JsonObject { ["title"] = title, ["text"] = markdown } }
            : new() { ["msgtype"] = "markdown", ["markdown"] = new JsonObject { ["content"] = markdown } };
        return body.ToJsonString(Plain);
    }

    /// <summary>What the robot's answer complains of; null when it took the message. Both say errcode 0 for taken, and answer 200 either way.</summary>
    public static string? Complaint(string answer)
    {
        try
        {
            using var read = JsonDocument.Parse(answer);
            if (read.RootElement.TryGetProperty("errcode", out var code) && code.TryGetInt32(out var number))
                return number == 0 ? null : $"机器人没有收：{(read.RootElement.TryGetProperty("errmsg", out var said) ? said.ToString() : "没有说明")}（{number}）";
        }
        catch (JsonException)
        {
            // Falls through: whatever answered was no robot.
        }

        return "对方的回答不是群机器人的格式，请核对地址";
    }
}
