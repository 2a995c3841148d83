using System.Security.Cryptography;
using System.Text;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Mail;

/// <summary>
/// Trial mode: letters become files in a folder and nothing is sent (DESIGN 4.13). Written beside, flushed to the disk and
/// renamed, under a name that follows from the Message-ID: a repeat is the same file.
/// </summary>
internal sealed class PickupSender(MailSettings settings, [FromKeyedServices(Clocks.Domain)] TimeProvider domain) : IMailSender
{
    public async Task<SendResult> SendAsync(SendTry attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var message = LetterToMime.Message(attempt, settings.OnlyTo, domain.GetUtcNow());
        using var bytes = new MemoryStream();
        await message.WriteToAsync(bytes, CancellationToken.None);
        var name = NameFor(attempt.Letter.MessageId);
        try
        {
            Directory.CreateDirectory(settings.PickupFolder!);
            Write(name, bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SendResult.Temporary("pickup", $"the pickup folder cannot be written ({e.GetType().Name})");
        }

        return new SendResult.WrittenToPickup(
            Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))), name);
    }

    public static string NameFor(string messageId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)))[..32] + ".eml";

    private void Write(string name, ReadOnlySpan<byte> bytes)
    {
        var final = Path.Combine(settings.PickupFolder!, name);
        var beside = final + ".part";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, final, overwrite: true);
    }
}
