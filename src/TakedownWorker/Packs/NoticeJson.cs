using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Packs;

/// <summary>The attachment that ticket systems read (docs/schemas/notice.schema.json).</summary>
internal static class NoticeJson
{
    public const string Schema = "takedown-notice/1";

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(LegalBasis basis, CompositionRequest request, ImmutableArray<string> urls)
    {
        var notice = request.Notice;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("reference", request.Case.Reference);
            json.WriteString("noticeId", notice.Id.ToString());
            json.WriteString("kind", KindName(notice));
            json.WriteNumber("attempt", notice.Attempt);
            json.WriteNumber("rung", notice.Rung);
            json.WriteString("basis", basis.Id);
            json.WriteStartArray("urls");
            foreach (var url in urls)
            {
                json.WriteStringValue(url);
            }

            json.WriteEndArray();
            json.WriteString("deadline", Deadline(basis, notice));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    public static string KindName(Notice notice) => notice.Kind == ItemKind.Reminder
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"reminder-{notice.Number}")
        : Kebab.Name(notice.Kind);

    /// <summary>Period after receipt; null where nothing is asked for any more, or no time is named.</summary>
    private static string? Deadline(LegalBasis basis, Notice notice)
    {
        var quotes = basis.Quotable == Quotable.Always || (basis.Quotable == Quotable.OwnProcessOnly && notice.Route.OwnProcess);
        var period = notice.Kind == ItemKind.Withdrawal ? null : quotes ? basis.Deadline : basis.AsksWithin;
        return period is null ? null : PeriodPattern.Roundtrip.Format(period);
    }
}
