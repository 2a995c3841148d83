using System.Text;

namespace TakedownWorker.Tests.Support;

/// <summary>One connection of a <see cref="ScriptedSmtpServer"/>: command, answer, and where to drop.</summary>
internal sealed class SmtpTalk(ScriptedSmtpServer server, SmtpWire wire, int number)
{
    private readonly List<string> recipients = [];
    private string mail = "";
    private bool secured;

    private SmtpScript Script => server.Script;

    public async Task RunAsync()
    {
        if (Script is { ImplicitTls: true, Certificate: { } certificate })
        {
            await wire.SecureAsync(certificate);
            secured = true;
        }

        if (Script.Drop == DropAt.Greeting || !await SayAsync(Script.Greeting))
        {
            return;
        }

        while (await wire.ReadLineAsync() is { } line && await AnswerAsync(Encoding.UTF8.GetString(line)))
        {
        }
    }

    /// <summary>False: the connection ends.</summary>
    private async Task<bool> AnswerAsync(string command)
    {
        server.Heard(command);
        var verb = command.Split(' ', ':')[0].ToUpperInvariant();
        if (verb == "MAIL")
        {
            mail = command;
            recipients.Clear();
            if (Script.Drop == DropAt.BeforeMail)
            {
                return false;
            }
        }

        var answer = Script.Answer(command) ?? Usual(verb);
        if (!await SayAsync(answer))
        {
            return false;
        }

        return verb switch
        {
            "RCPT" => Recipient(command, answer),
            "DATA" when answer.StartsWith('3') => await ReceiveAsync(),
            "AUTH" when answer.StartsWith('3') => await wire.ReadLineAsync() is not null && await SayAsync("235 2.7.0 welcome"),
            "STARTTLS" when answer.StartsWith('2') => await SecureAsync(),
            "QUIT" => false,
            _ => true,
        };
    }

    private bool Recipient(string command, string answer)
    {
        if (answer.StartsWith('2'))
        {
            recipients.Add(command.Split('<', '>')[1]);
        }

        return Script.Drop != DropAt.AfterRcpt;
    }

    private string Usual(string verb) => verb switch
    {
        "EHLO" => Hello(),
        "HELO" => "250 scripted.test",
        "AUTH" => "235 2.7.0 welcome",
        "DATA" => "354 go on",
        "STARTTLS" => Script.Certificate is null ? "502 5.5.1 not here" : "220 2.0.0 go on",
        "QUIT" => "221 2.0.0 bye",
        _ => "250 2.0.0 ok",
    };

    private string Hello()
    {
        var lines = Script.Extensions.Prepend("scripted.test").Concat(Script.Certificate is null || secured ? [] : ["STARTTLS"]);
        return string.Concat(lines.Select(l => $"250-{l}\r\n")) + "250 HELP";
    }

    private async Task<bool> SecureAsync()
    {
        await wire.SecureAsync(Script.Certificate!);
        secured = true;
        return true;
    }

    private async Task<bool> ReceiveAsync()
    {
        using var bytes = new MemoryStream();
        for (var lines = 0; ; lines++)
        {
            if (await wire.ReadLineAsync() is not { } line || (Script.Drop == DropAt.MidData && lines == 2))
            {
                return false;
            }

            if (line is [(byte)'.'])
            {
                return await EndAsync(bytes.ToArray());
            }

            bytes.Write(line is [(byte)'.', ..] ? line.AsSpan(1) : line);
            bytes.Write("\r\n"u8);
        }
    }

    private async Task<bool> EndAsync(byte[] bytes)
    {
        server.Heard(".");
        var answer = Script.Drop == DropAt.AfterDot ? null : Script.Answer(".") ?? "250 2.0.0 queued";
        var letter = new ReceivedLetter(mail, [.. recipients], bytes, number, answer);
        server.Received(letter);
        if (answer is null || !await SayAsync(answer))
        {
            return false;
        }

        if (answer.StartsWith('2'))
        {
            Script.Accepted(letter);
        }

        return Script.Drop != DropAt.AfterAccepted;
    }

    /// <summary>Silence waits until the other side leaves.</summary>
    private async Task<bool> SayAsync(string answer)
    {
        if (answer != SmtpScript.Silence)
        {
            await wire.WriteAsync(answer + "\r\n");
            return true;
        }

        while (await wire.ReadLineAsync() is not null)
        {
        }

        return false;
    }
}
