using System.Buffers;

namespace TakedownWorker.Core.Intake;

/// <summary>
/// Where a Location header leads (RFC 9110 section 10.2.2, resolved as browsers do), or null when that is no web address
/// that would be accepted as a report.
/// </summary>
internal static class RedirectTarget
{
    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("+-.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    public static ReportedUrl? Of(ReportedUrl from, string location)
    {
        var target = SlashesForward(location.Trim()).Replace(" ", "%20", StringComparison.Ordinal);
        return ReportedUrl.Parse(Absolute(from, target)).Url;
    }

    private static string Absolute(ReportedUrl from, string target) => target switch
    {
        _ when HasScheme(target) => target,
        ['/', '/', ..] => from.Scheme + ":" + target,
        ['/', ..] => from.Origin + target,
        ['?', ..] => from.Origin + from.Path + target,
        ['#', ..] => from.RequestForm + target,
        _ => from.Origin + Merge(from.Path, target),
    };

    private static bool HasScheme(string target)
    {
        var end = target.AsSpan().IndexOfAny(":/?#");
        return end > 0 && target[end] == ':' && char.IsAsciiLetter(target[0])
            && !target.AsSpan(0, end).ContainsAnyExcept(SchemeCharacters);
    }

    /// <summary>A relative path replaces what follows the last slash; its dot segments are walked (RFC 3986 section 5.2.4).</summary>
    private static string Merge(string basePath, string target)
    {
        var end = target.AsSpan().IndexOfAny("?#");
        var path = end < 0 ? target : target[..end];
        var rest = end < 0 ? "" : target[end..];
        var walked = new List<string>(basePath[..(basePath.LastIndexOf('/') + 1)].Split('/').SkipLast(1).Skip(1));
        var steps = path.Split('/');
        foreach (var step in steps)
        {
            if (step is "..")
            {
                walked.RemoveRange(Math.Max(walked.Count - 1, 0), Math.Min(walked.Count, 1));
            }
            else if (step is not ".")
            {
                walked.Add(step);
            }
        }

        var slash = steps[^1] is "." or ".." && walked.Count > 0 ? "/" : "";
        return "/" + string.Join('/', walked) + slash + rest;
    }

    /// <summary>Browsers read a backslash before the query as a slash.</summary>
    private static string SlashesForward(string location)
    {
        var end = location.AsSpan().IndexOfAny("?#");
        var front = end < 0 ? location : location[..end];
        return front.Replace('\\', '/') + (end < 0 ? "" : location[end..]);
    }
}
