using System.Globalization;
using System.Net;
using MimeKit;

namespace TakedownWorker.Tests.Support;

/// <summary>
/// Postfix on a loopback port, with its own configuration and queue: takes letters for any mailbox of any <c>*.test</c>
/// domain, delivers each named recipient to a Maildir of its own and the rest to one, refuses the local part <c>gone</c>
/// (550 5.1.1), and can send nothing out.
/// </summary>
internal sealed partial class PostfixServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/postfix";
    private readonly string folder;
    private readonly string[] recipients;

    private PostfixServer(string folder, string[] recipients) => (this.folder, this.recipients, Port) = (folder, recipients, Daemon.FreePort());

    public static string? MissingReason =>
        !File.Exists(Program) ? "needs Postfix (Debian postfix); eng/test installs it"
        : !Environment.IsPrivilegedProcess ? "Postfix starts as root only"
        : null;

    public int Port { get; }

    /// <summary>All that Postfix has logged so far.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string LogFile => Path.Combine(folder, "log");

    private string Configuration => Path.Combine(folder, "etc");

    /// <summary>Skips the test where Postfix is missing or may not be started.</summary>
    /// <param name="recipients">Addresses that get a Maildir of their own; bounces and answers go to the shared one.</param>
    public static async Task<PostfixServer> StartAsync(params string[] recipients)
    {
        Assert.SkipUnless(MissingReason is null, MissingReason ?? "");
        var server = new PostfixServer(Directory.CreateTempSubdirectory("takedown-postfix-").FullName, recipients);
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Letters delivered to a named recipient so far, oldest first.</summary>
    public IReadOnlyList<DeliveredLetter> Letters(string recipient) =>
        Read(recipients.Contains(recipient, StringComparer.Ordinal) ? recipient : throw new ArgumentException($"{recipient} has no Maildir of its own", nameof(recipient)));

    /// <summary>Letters delivered to all others.</summary>
    public IReadOnlyList<DeliveredLetter> OtherLetters() => Read("others");

    /// <summary>Waits, with a bound, until a recipient has that many letters.</summary>
    public async Task<IReadOnlyList<DeliveredLetter>> LettersAsync(string recipient, int count)
    {
        await Daemon.UntilAsync($"{count} letters delivered", () => Directory.Exists(New(recipient)) && Directory.GetFiles(New(recipient)).Length >= count);
        return Letters(recipient);
    }

    public async ValueTask DisposeAsync()
    {
        await Daemon.StopAsync(Path.Combine(folder, "queue", "pid", "master.pid"));
        Directory.Delete(folder, recursive: true);
    }

    private string New(string mailbox) => Path.Combine(folder, "mail", mailbox, "new");

    private DeliveredLetter[] Read(string mailbox) => Directory.Exists(New(mailbox))
        ? [.. Directory.GetFiles(New(mailbox)).Select(f => new DeliveredLetter(f, File.ReadAllBytes(f))).OrderBy(l => l.DeliveredAt).ThenBy(l => l.Micros)]
        : [];

    private async Task StartAsync()
    {
        foreach (var (name, mode) in new[] { (".", 0b111_101_101), ("etc", 0b111_101_101), ("queue", 0b111_101_101), ("data", 0b111_000_000), ("mail", 0b111_111_111) })
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(path);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, (UnixFileMode)mode);
            }
        }

        await File.WriteAllTextAsync(Path.Combine(Configuration, "main.cf"), MainCf());
        await File.WriteAllTextAsync(Path.Combine(Configuration, "master.cf"), MasterCf());
        await File.WriteAllTextAsync(Path.Combine(Configuration, "domains"), "/\\.test$/ x\n");
        await File.WriteAllTextAsync(Path.Combine(Configuration, "named"), string.Concat(recipients.Select(r => $"{r} {r}/\n")));
        await File.WriteAllTextAsync(Path.Combine(Configuration, "others"), "if !/^gone@/\n/@.*\\.test$/ others/\nendif\n");
        var output = Path.Combine(folder, "start.log");
        await Daemon.RunAsync(output, "/bin/chown", "postfix", Path.Combine(folder, "data"));
        await Daemon.RunAsync(output, Program, "-c", Configuration, "start");
        await Daemon.UntilAsync("Postfix answers", () => Daemon.Answers(IPAddress.Loopback, Port));
    }
}

/// <summary>A letter in a Maildir.</summary>
internal sealed class DeliveredLetter(string file, byte[] bytes)
{
    private static readonly string[] OnTop = ["Return-Path:", "X-Original-To:", "Delivered-To:", "Received:"];

    /// <summary>Seconds since 1970, from the file's name.</summary>
    public long DeliveredAt { get; } = long.Parse(Path.GetFileName(file).Split('.')[0], CultureInfo.InvariantCulture);

    /// <summary>The rest of the second (<c>M</c> in the name).</summary>
    public long Micros { get; } = long.Parse(Path.GetFileName(file).Split('.')[1].Split('M')[1], CultureInfo.InvariantCulture);

    public MimeMessage Message()
    {
        using var stream = new MemoryStream(bytes);
        return MimeMessage.Load(stream);
    }

    /// <summary>As it was handed to DATA: without what Postfix put on top, and with CRLF.</summary>
    public byte[] SentBytes()
    {
        var lines = System.Text.Encoding.Latin1.GetString(bytes).Split('\n').ToList();
        var first = lines.FindIndex(l => l.Length > 0 && !char.IsWhiteSpace(l[0])
            && !OnTop.Any(h => l.StartsWith(h, StringComparison.OrdinalIgnoreCase)));
        return System.Text.Encoding.Latin1.GetBytes(string.Join("\r\n", lines.Skip(first)));
    }
}
