using System.Collections.Frozen;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// Addresses that by their ending are of a picture, a film or a sound: they are asked for their headers first, so that no byte of
/// the file leaves its host (DESIGN 4.1). A page may end so as well, as those about files on wikis do; its headers say so.
/// </summary>
internal static class MediaAddress
{
    private static readonly FrozenSet<string> Endings = new[]
    {
        "jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "webp", "avif", "heic", "heif", "jxl", "bmp", "tif", "tiff", "ico", "svg",
        "mp4", "m4v", "webm", "mov", "avi", "mkv", "flv", "f4v", "wmv", "mpg", "mpeg", "m2ts", "3gp", "3g2", "ogv", "vob", "rm", "rmvb", "asf",
        "mp3", "m4a", "ogg", "oga", "opus", "wav", "flac", "aac", "wma", "m3u8", "mpd",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Media types that are never text to be read, whatever comes after the slash.</summary>
    public static bool IsMediaType(string? contentType) => contentType is not null
        && (contentType.StartsWith("image/", StringComparison.Ordinal) || contentType.StartsWith("video/", StringComparison.Ordinal)
            || contentType.StartsWith("audio/", StringComparison.Ordinal)
            || contentType is "application/vnd.apple.mpegurl" or "application/x-mpegurl" or "application/dash+xml");

    public static bool Looks(ReportedUrl url) => IsMediaPath(url.Path);

    /// <summary>The same of an address as a page writes it, perhaps without a host.</summary>
    public static bool EndsAsMedia(string address)
    {
        var end = address.AsSpan().IndexOfAny('?', '#');
        return IsMediaPath(end < 0 ? address : address.AsSpan(0, end));
    }

    private static bool IsMediaPath(ReadOnlySpan<char> path)
    {
        var dot = path.LastIndexOf('.');
        return dot >= 0 && dot > path.LastIndexOf('/')
            && Endings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(path[(dot + 1)..]);
    }
}
