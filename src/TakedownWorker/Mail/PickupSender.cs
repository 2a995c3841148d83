using TakedownWorker.Hosting;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Mail;

/// <summary>
/// Trial mode: letters become files in a folder and nothing is sent (DESIGN 4.13). Written beside, flushed to the disk and
/// renamed, under a name that follows from the Message-ID: a repeat is the same file.
/// </summary>
internal sealed class PickupSender(MailSettings settings, [FromKeyedServices(Clocks.Domain)] TimeProvider domain, ILogger<PickupSender> logger) : IMailSender
{
    public Task<SendResult> SendAsync(SendTry attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(LetterFaults.Of(attempt.Letter) ?? Write(attempt));
    }

    /// <summary>The Message-ID where it is a plain file name, else its hash.</summary>
    public static string NameFor(string messageId) =>
        (messageId.Length <= 120 && !messageId.StartsWith('.') && messageId.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '@')
            ? messageId
            : LetterToMime.Hash(System.Text.Encoding.UTF8.GetBytes(messageId))[..32]) + ".eml";

    private SendResult Write(SendTry attempt)
    {
        using var message = LetterToMime.Message(attempt, settings.OnlyTo, domain.GetUtcNow());
        var bytes = LetterToMime.Bytes(message);
        var name = NameFor(attempt.Letter.MessageId);
        try
        {
            Directory.CreateDirectory(settings.PickupFolder!);
            Write(Path.Combine(settings.PickupFolder!, name), bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var cure = $"The folder of Mail:Outgoing:Folder cannot be written ({e.GetType().Name}). Mend its rights or its disk.";
            Log.MailServerUnusable(logger, "pickup", cure);
            return new SendResult.Temporary("pickup", cure);
        }

        return new SendResult.WrittenToPickup(LetterToMime.Hash(bytes), name);
    }

    private static void Write(string final, ReadOnlySpan<byte> bytes)
    {
        var beside = final + ".part";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, final, overwrite: true);
    }
}
