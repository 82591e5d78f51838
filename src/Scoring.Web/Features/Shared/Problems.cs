namespace Scoring.Web.Features.Shared;

/// <summary>The full sentences for each status: what happened, what is kept, what to do.</summary>
public static class Problems
{
    private const string Untouched = "没有任何内容被改动。";
    private const string Typed = "已保存的内容不受影响；刚才填写的内容仍保留在本机。";

    public static Problem Of(int status, string? sentence = null, string? trace = null) => status switch
    {
        StatusCodes.Status400BadRequest => new(status, "内容有误", sentence ?? "提交的内容不完整，或者页面打开太久已经过期。", Typed, "返回上一页，刷新后再提交。"),
        StatusCodes.Status403Forbidden => new(status, "没有权限", sentence ?? "您的身份不能查看或操作这一页。", Untouched, "换一个有权限的账号登录，或者联系组织部。"),
        StatusCodes.Status404NotFound => new(status, "没有找到", sentence ?? "这个页面不存在，或者还没有公开。", Untouched, "检查网址，或者从首页进入。"),
        StatusCodes.Status409Conflict => new(status, "现在不能这样操作", sentence ?? "情况已经变化。", Typed, "返回上一页，刷新后看过最新情况再操作。"),
        StatusCodes.Status413PayloadTooLarge => new(status, "文件太大", sentence ?? "上传的文件超过了限制。", Typed, "压缩后再传。"),
        StatusCodes.Status429TooManyRequests => new(status, "操作太频繁", sentence ?? "短时间内操作次数过多。", Untouched, "请等一分钟再试。"),
        StatusCodes.Status503ServiceUnavailable => new(status, "暂时无法保存", sentence ?? "服务器正忙，或者存储暂时不可用。", "刚才的操作没有生效，已保存的内容没有丢失。", "过一会儿再试。"),
        _ => new(status, "出了点问题", sentence ?? "程序遇到意外，已经记录下来。", "已保存的内容不受影响。", "请稍后重试；如果一再出现，请把下面的编号告诉系统管理员。", trace),
    };
}
