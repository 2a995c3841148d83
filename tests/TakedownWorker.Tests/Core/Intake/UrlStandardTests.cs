using System.Net;
using System.Text.Json;
using CsCheck;
using TakedownWorker.Core.Intake;
using TakedownWorker.Tests.Scores;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core.Intake;

/// <summary>
/// The tests of the WHATWG URL Standard and of Unicode's IDNA: what is accepted means the same host, port and scheme as there, all
/// else is refused with a reason. More is refused than there: what browsers mend is not guessed at here.
/// </summary>
public sealed class UrlStandardTests
{
    [Fact]
    public void An_accepted_address_has_the_host_and_port_of_the_standard()
    {
        using var data = SharedData.Json("url/urltestdata.json");
        var rows = data.RootElement.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.Object).ToList();
        var wrong = rows.Where(r => ReportedUrl.Parse(Input(r)).Url is { } url && !Agrees(url, r)).Select(Input).ToList();
        Tell("WHATWG URL tests", rows, wrong, r => ReportedUrl.Parse(Input(r)).Url is not null);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("url/IdnaTestV2.json", 200)]
    [InlineData("url/toascii.json", 20)]
    public void An_accepted_name_has_the_A_labels_of_the_standard(string file, int acceptedAtLeast)
    {
        using var data = SharedData.Json(file);
        var rows = data.RootElement.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.Object).ToList();
        var wrong = rows.Where(r => Host(r) is { } host && host != Output(r)).Select(r => $"{Escaped(Input(r))}: {Host(r)}, right: {Output(r)}").ToList();
        Tell("IDNA tests, " + file, rows, wrong, r => Host(r) is not null);
        Assert.Empty(wrong);
        Assert.InRange(rows.Count(r => Host(r) is not null), acceptedAtLeast, rows.Count);
    }

    [Fact]
    public void Every_trick_with_a_number_is_refused_or_read_as_browsers_read_it()
    {
        using var tricks = SharedData.Json("url/ip-host-tricks.json");
        var rows = tricks.RootElement.GetProperty("must_canonicalise_to_ip").EnumerateArray().ToList();
        var wrong = rows.Where(r => ReportedUrl.Parse(Input(r)).Url is { } url && !SameHost(url.Host, r.GetProperty("hostname").GetString()!)).Select(Input).ToList();
        Tell("numbers as hosts", rows, wrong, r => ReportedUrl.Parse(Input(r)).Url is not null);
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_query_is_escaped_as_the_standard_escapes_it()
    {
        using var data = SharedData.Json("url/percent-encoding.json");
        Assert.All(
            data.RootElement.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.Object && !Input(r).Any(char.IsControl)),
            r => Assert.Equal(r.GetProperty("output").GetProperty("utf-8").GetString(), RequestEscaping.Query(Input(r))));
    }

    [Fact]
    public void Whatever_stands_for_a_host_is_no_crash_and_the_library_reads_the_same() =>
        Gen.Char["abx.-0127\u00fc\u00df\u03b1\u0430\u0627\u05d0\u0661\u4e2d\u30ce\u3002\uff0e\u200d\u0301\u2044\u2474\ud83d\ude00%:[]"].Array[1, 14]
            .Sample(chars =>
            {
                var url = ReportedUrl.Parse("http://" + new string(chars) + "/x").Url;
                return url is null || (url.Host.All(char.IsAscii) && Uri.TryCreate(url.RequestForm, UriKind.Absolute, out var uri)
                    && (url.Host[0] == '[' || string.Equals(uri.IdnHost, url.Host, StringComparison.Ordinal)) && uri.Port == url.Port);
            });

    private static string Input(JsonElement row)
    {
        try
        {
            return row.GetProperty("input").GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which this reader of JSON does not give out.
            return "\uFFFD";
        }
    }

    private static string? Output(JsonElement row) => row.GetProperty("output").GetString();

    private static string? Host(JsonElement row) => ReportedUrl.Parse("http://" + Input(row) + "/").Url?.Host;

    private static bool Agrees(ReportedUrl url, JsonElement row) =>
        !row.TryGetProperty("failure", out _)
        && row.GetProperty("protocol").GetString() == url.Scheme + ":"
        && SameHost(url.Host, row.GetProperty("hostname").GetString()!)
        && row.GetProperty("port").GetString() == (ReportedUrl.IsDefaultPort(url.Scheme, url.Port) ? "" : url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static bool SameHost(string ours, string theirs) => ours[0] == '['
        ? IPAddress.Parse(ours).Equals(IPAddress.Parse(theirs))
        : string.Equals(ours, theirs, StringComparison.Ordinal);

    private static string Escaped(string text) => string.Concat(text.Select(c => c < 128 ? c.ToString() : $"\\u{(int)c:x4}"));

    private static void Tell(string what, List<JsonElement> rows, List<string> wrong, Func<JsonElement, bool> accepted) =>
        ScoreReport.Add($"{what,-36} {rows.Count - wrong.Count} of {rows.Count} ({rows.Count(accepted)} accepted)");
}
