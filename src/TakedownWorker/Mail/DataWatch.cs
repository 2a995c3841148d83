using System.Text;
using MailKit;

namespace TakedownWorker.Mail;

/// <summary>
/// Watches the commands that go to the server; keeps nothing but how far a letter got. A command is seen once it was
/// written, and a letter's text is written only after the server's answer to a DATA that was: so
/// <see cref="DataBegan"/> is never false when a byte of the text has left.
/// </summary>
internal sealed class DataWatch : IProtocolLogger
{
    private volatile bool dataBegan;
    private bool lineStart = true;

    public bool DataBegan => dataBegan;

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>Before a letter.</summary>
    public void Reset()
    {
        dataBegan = false;
        lineStart = true;
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        var sent = buffer.AsSpan(offset, count);
        // Commands may be pipelined into one write, so every line start is looked at until DATA began.
        while (!dataBegan && !sent.IsEmpty)
        {
            if (lineStart && sent.Length >= 6 && Ascii.EqualsIgnoreCase(sent[..6], "DATA\r\n"u8))
            {
                dataBegan = true;
                return;
            }

            var end = sent.IndexOf((byte)'\n');
            lineStart = end >= 0;
            sent = end < 0 ? [] : sent[(end + 1)..];
        }
    }

    public void LogConnect(Uri uri)
    {
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
    }

    public void Dispose()
    {
    }
}
