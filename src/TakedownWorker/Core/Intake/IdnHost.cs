using System.Globalization;
using System.Text;

namespace TakedownWorker.Core.Intake;

/// <summary>
/// Host names with letters beyond a-z: their A-labels are kept, looked up and written about, their U-labels are shown to
/// people (RFC 5890 section 2.3.2.1; Unicode UTS 46, not transitional: ß stays ß).
/// </summary>
internal static class IdnHost
{
    /// <summary>A label of 63 octets cannot hold more; keeps the mapping's cost small.</summary>
    private const int MostCharacters = 253;

    /// <summary>The name in A-labels, lower case, or why it is refused.</summary>
    /// <remarks>
    /// A name must be written in its own letters: ⓔ for e, full-width forms, soft hyphens and the like mean another name than is
    /// seen, and no address bar shows them. The same comparison refuses what an older mapping table would read as another host.
    /// </remarks>
    public static (string Host, UrlFault? Fault) ToAscii(string host)
    {
        if (host.Length > MostCharacters)
        {
            return ("", UrlFault.BadHost);
        }

        var dotted = WithPlainDots(host);
        try
        {
            var ascii = Mapping().GetAscii(dotted).ToLowerInvariant();
            return IsWrittenAs(dotted, ascii) ? (ascii, null) : ("", UrlFault.DisguisedHost);
        }
        catch (ArgumentException)
        {
            return ("", UrlFault.BadHost);
        }
    }

    /// <summary>The name as its readers write it; unchanged where there is nothing to decode.</summary>
    public static string ToUnicode(string host) =>
        host.Contains("xn--", StringComparison.Ordinal)
            ? string.Join('.', host.Split('.').Select(label => Decode(label) ?? label))
            : host;

    /// <summary>The letters of one <c>xn--</c> label, or null when it is none or stands for another spelling.</summary>
    public static string? Decode(string label)
    {
        if (!label.StartsWith("xn--", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            var letters = Mapping().GetUnicode(label);
            return !letters.All(char.IsAscii) && string.Equals(Mapping().GetAscii(letters), label, StringComparison.Ordinal) ? letters : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What browsers take for a dot as well: keyboards of East Asia write these.</summary>
    private static string WithPlainDots(string host) =>
        host.Replace('\u3002', '.').Replace('\uFF0E', '.').Replace('\uFF61', '.');

    private static bool IsWrittenAs(string host, string ascii) =>
        string.Equals(ToUnicode(ascii), host.Normalize(NormalizationForm.FormC).ToLowerInvariant(), StringComparison.Ordinal);

    private static IdnMapping Mapping() => new() { AllowUnassigned = false };
}
