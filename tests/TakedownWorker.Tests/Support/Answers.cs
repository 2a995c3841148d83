using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace TakedownWorker.Tests.Support;

/// <summary>What a <see cref="ScriptedHost"/> can answer.</summary>
internal static class Answers
{
    public static RequestDelegate Page(string text, string contentType = "text/html; charset=utf-8") => async context =>
    {
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(text, context.RequestAborted);
    };

    public static RequestDelegate Status(int status, params (string Name, string Value)[] headers) => context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        return Task.CompletedTask;
    };

    public static RequestDelegate Redirect(string location, int status = 302) => Status(status, ("Location", location));

    /// <summary>Each request gets the next answer; the last one stays.</summary>
    public static RequestDelegate Then(params RequestDelegate[] answers)
    {
        var asked = -1;
        return context => answers[Math.Min(Interlocked.Increment(ref asked), answers.Length - 1)](context);
    }

    /// <summary>Breaks the connection before any answer.</summary>
    public static RequestDelegate HangUp() => context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Headers at once, then a letter now and then for ever.</summary>
    public static RequestDelegate Drip() => async context =>
    {
        context.Response.ContentType = "text/html";
        while (true)
        {
            await context.Response.WriteAsync("a", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, context.RequestAborted);
        }
    };

    /// <summary>Never answers.</summary>
    public static RequestDelegate Silence() =>
        context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

    /// <summary>A small body that grows to the given size when decompressed.</summary>
    public static RequestDelegate Compressed(string coding, int megabytes)
    {
        using var packed = new MemoryStream();
        using (var pack = Packer(coding, packed))
        {
            var block = new byte[1024 * 1024];
            Array.Fill(block, (byte)'a');
            for (var i = 0; i < megabytes; i++)
            {
                pack.Write(block);
            }
        }

        return Raw(packed.ToArray(), coding);
    }

    /// <summary>Bytes as they are, declared as compressed text.</summary>
    public static RequestDelegate Raw(byte[] bytes, string coding) => async context =>
    {
        context.Response.ContentType = "text/html";
        context.Response.Headers.ContentEncoding = coding;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    };

    private static Stream Packer(string coding, Stream target) => coding switch
    {
        "gzip" => new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true),
        "deflate" => new ZLibStream(target, CompressionLevel.Fastest, leaveOpen: true),
        _ => new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true),
    };
}

/// <summary>A body that counts what it could write until the reader hung up.</summary>
internal sealed class CountedBody(string contentType)
{
    private readonly TaskCompletionSource<long> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public const long Size = 512L * 1024 * 1024;

    /// <summary>Bytes written when the connection ended.</summary>
    public Task<long> Ended => _ended.Task;

    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = Size;
        var block = new byte[64 * 1024];
        long written = 0;
        try
        {
            // The body's stream swallows what is written after a hang-up; the pipe says so.
            while (written < Size && !(await context.Response.BodyWriter.WriteAsync(block, context.RequestAborted)).IsCompleted)
            {
                written += block.Length;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The reader hung up, as it should.
        }

        _ended.TrySetResult(written);
    }
}
