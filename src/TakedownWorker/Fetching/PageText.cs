using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>Reads the text of a page into memory, counted after decompression; nothing but text is ever read.</summary>
internal static class PageText
{
    /// <summary>text, HTML, JSON or XML. SVG is XML and an image: it is not read.</summary>
    public static bool IsText(string? contentType) => contentType is not null
        && (contentType.StartsWith("text/", StringComparison.Ordinal)
            || contentType is "application/json" or "application/xml"
            || (contentType.StartsWith("application/", StringComparison.Ordinal)
                && (contentType.EndsWith("+xml", StringComparison.Ordinal)
                    || contentType.EndsWith("+json", StringComparison.Ordinal))));

    /// <summary>Packed twice, or in a way that was not asked for: the outer layer is off and what is left is no text.</summary>
    private static bool StaysPacked(HttpContent content) =>
        content.Headers.ContentEncoding.Any(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase));

    public static async Task<byte[]> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (StaysPacked(content))
        {
            throw new LookStoppedException(LookFailure.ProtocolError);
        }

        if (content.Headers.ContentLength > limit)
        {
            throw new LookStoppedException(LookFailure.TooLarge);
        }

        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        try
        {
            for (var read = -1; read != 0;)
            {
                read = await body.ReadAsync(buffer, cancellationToken);
                text.Write(buffer, 0, read);
                if (text.Length > limit)
                {
                    throw new LookStoppedException(LookFailure.TooLarge);
                }
            }

            return text.ToArray();
        }
        catch (InvalidOperationException e)
        {
            // The Brotli decoder's word for bytes that are not Brotli.
            throw new LookStoppedException(LookFailure.ProtocolError, e);
        }
        finally
        {
            Array.Clear(buffer);
            Array.Clear(text.GetBuffer());
        }
    }
}
