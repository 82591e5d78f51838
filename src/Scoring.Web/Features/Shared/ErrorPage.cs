namespace Scoring.Web.Features.Shared;

/// <summary>What happened, what is kept, what to do next.</summary>
public sealed record ErrorPage(int Status, string Title, string Sentence, string Kept)
{
    public static ErrorPage Of(int status, string? sentence = null) => status switch
    {
        StatusCodes.Status400BadRequest => new(status, "内容有误", sentence ?? "提交的内容不完整，或页面已经过期。请返回上一页，刷新后再提交。", "已保存的内容不受影响；刚才填写的内容仍保留在本机。"),
        StatusCodes.Status403Forbidden => new(status, "没有权限", sentence ?? "您的身份不能查看或操作这一页。如果确有需要，请换一个账号登录，或联系组织部。", "没有任何内容被改动。"),
        StatusCodes.Status404NotFound => new(status, "没有找到", sentence ?? "这个页面不存在，或者还没有公开。请检查网址，或从首页进入。", "没有任何内容被改动。"),
        StatusCodes.Status409Conflict => new(status, "现在不能这样操作", sentence ?? "情况已经变化，请刷新后再试。", "没有任何内容被改动；刚才填写的内容仍保留在本机。"),
        StatusCodes.Status413PayloadTooLarge => new(status, "文件太大", sentence ?? "上传的文件超过了限制，请压缩后再传。", "已保存的内容不受影响。"),
        StatusCodes.Status429TooManyRequests => new(status, "操作太频繁", sentence ?? "请稍等一分钟再试。", "没有任何内容被改动。"),
        StatusCodes.Status503ServiceUnavailable => new(status, "暂时无法保存", sentence ?? "服务器正忙或存储不可用，请过一会儿再试。", "刚才的操作没有生效，也没有丢失已保存的内容。"),
        _ => new(status, "出了点问题", sentence ?? "程序遇到意外，已经记录下来。请稍后重试；如果一再出现，请把时间告诉系统管理员。", "已保存的内容不受影响。"),
    };
}
