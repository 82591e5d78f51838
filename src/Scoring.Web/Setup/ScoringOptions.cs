namespace Scoring.Web.Setup;

/// <summary>Every setting of the program; appsettings.sample.json lists the same, and a test holds the two together.</summary>
public sealed class ScoringOptions
{
    public const string Section = "Scoring";

    /// <summary>SQLite connection string; a relative file lies under the content root.</summary>
    public string Database { get; set; } = "Data Source=App_Data/scoring.db";

    /// <summary>Where attachments lie, by content hash; never inside the web root.</summary>
    public string Files { get; set; } = "App_Data/files";

    /// <summary>The private key (PEM, P-256) that signs evidence bundles; absent: signing-key.pem beside the database file. Made at the first start, readable by its owner alone.</summary>
    public string? SigningKey { get; set; }

    /// <summary>Whether to load the demo district and offer one-click sign-in and the clock control. Absent: only in Development.</summary>
    public bool? Demo { get; set; }

    /// <summary>First administrator outside the demo: user name. Created when no account exists.</summary>
    public string AdminUser { get; set; } = "admin";

    /// <summary>First administrator's password; absent: one is made and written to the console once.</summary>
    public string? AdminPassword { get; set; }

    /// <summary>Address printed in QR codes and notices, e.g. https://pingxuan.example.gov.cn; absent: the address of the request.</summary>
    public string? PublicAddress { get; set; }

    /// <summary>Which sites may frame the ranking widget, as the frame-ancestors of a content security policy: "*" is any, or addresses separated by spaces. No other page can be framed.</summary>
    public string WidgetFor { get; set; } = "*";

    /// <summary>Failed sign-ins before an account is locked.</summary>
    public int LockoutAfter { get; set; } = 5;

    /// <summary>Minutes an account stays locked.</summary>
    public int LockoutMinutes { get; set; } = 15;

    /// <summary>Which programmes of the scheme files are loaded: their codes, separated by commas; absent: all.</summary>
    public string? Programmes { get; set; }

    /// <summary>How many cycles ahead of the current one are created.</summary>
    public int CyclesAhead { get; set; } = 1;

    /// <summary>When the clock's jobs run (Quartz cron, seconds first, Asia/Shanghai).</summary>
    public string JobsCron { get; set; } = "0 * * * * ?";
}
