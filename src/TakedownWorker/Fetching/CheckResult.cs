using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Fetching;

/// <summary>One line of <c>check</c>: docs/schemas/check.schema.json. <see cref="Url"/> is byte for byte as given.</summary>
internal sealed record CheckResult(
    string Url,
    string At,
    string Verdict,
    string Reason,
    double Confidence,
    int? Status,
    string? FinalUrl,
    IReadOnlyList<CheckHop> Hops,
    CheckFacts Facts)
{
    public string ToJson() => JsonSerializer.Serialize(this, CheckJson.Readable.CheckResult);

    /// <summary>One line for people; what a terminal would obey is shown as a question mark.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Verdict,-12} {Reason,-17} {Confidence:0.00} {Status?.ToString(CultureInfo.InvariantCulture) ?? "---"} {Facts.TookMs,6} ms  {Why}{Plain(Url)}{Moved}");

    private string Moved =>
        FinalUrl is null || string.Equals(FinalUrl, Url, StringComparison.Ordinal) ? "" : " -> " + Plain(FinalUrl);

    /// <summary>What is wrong with a refused address, and the cure.</summary>
    private string Why =>
        Facts.Fault is not null && ReportedUrl.Parse(Url).Fault is { } fault ? UrlFaults.Explain(fault) + ":  " : "";

    private static string Plain(string text) =>
        string.Concat(text.Select(c => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? '?' : c));
}

/// <summary>One request; <see cref="Status"/> is null when it was not answered.</summary>
internal sealed record CheckHop(string Url, int? Status);

/// <summary>What the verdict rests on; may grow. <see cref="Fault"/> is why an address was refused.</summary>
internal sealed record CheckFacts(
    string? ContentType,
    long? Length,
    long TookMs,
    string Vantage,
    string? Failure,
    string? RetryAfter,
    string Rule,
    IReadOnlyList<CheckSignal> Signals,
    string? Fault,
    IReadOnlyList<string> Addresses,
    CheckTls? Tls,
    IReadOnlyList<CheckCompanion> Companions);

/// <summary>What the TLS handshake showed; days in UTC.</summary>
internal sealed record CheckTls(string Protocol, string? Issuer, string NotBefore, string NotAfter);

/// <summary>A further address at which the same material seems to be.</summary>
internal sealed record CheckCompanion(string Kind, string Url);

/// <summary>One thing that the look showed: what was recognised, by which rule, what it speaks for and how far it carries.</summary>
internal sealed record CheckSignal(string Name, string Rule, string Says, string Reason, string Weight);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CheckResult))]
internal sealed partial class CheckJson : JsonSerializerContext
{
    /// <summary>Addresses keep their &amp; and letters; the line is read by programs, never put into a web page.</summary>
    public static readonly CheckJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
