using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>
/// HMAC-SHA-256 over the path of the file that a page shows: comments and counters around an item change with every visit, its
/// file does not. The host and the query are left out, because files are served from many hosts and with tokens that expire.
/// </summary>
internal static class ItemMark
{
    /// <summary>A shorter path (<c>/a.jpg</c>) may be anybody's.</summary>
    private const int Telling = 12;

    /// <summary>Null without a key or a file with a telling path.</summary>
    public static string? Of(ImmutableArray<Companion> companions, ReadOnlySpan<byte> key)
    {
        var file = companions.FirstOrDefault(c => c.Kind == CompanionKind.MediaFile) ?? companions.FirstOrDefault(c => c.IsFile);
        return key.IsEmpty || file is null || ReportedUrl.Parse(file.Url).Url is not { Path.Length: >= Telling } url
            ? null
            : Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("item\n" + url.Path)));
    }
}
