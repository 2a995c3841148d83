using MimeKit;
using TakedownWorker.Mail;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Mail;

public sealed class LetterToMimeTests
{
    private static MimeMessage Read(SendTry attempt, string? onlyTo = null)
    {
        using var message = LetterToMime.Message(attempt, onlyTo, SomeMail.Now);
        using var bytes = new MemoryStream(LetterToMime.Bytes(message));
        return MimeMessage.Load(bytes, TestContext.Current.CancellationToken);
    }

    private static string Raw(SendTry attempt, string? onlyTo = null)
    {
        using var message = LetterToMime.Message(attempt, onlyTo, SomeMail.Now);
        return System.Text.Encoding.ASCII.GetString(LetterToMime.Bytes(message));
    }

    [Fact]
    public void A_letter_has_the_headers_of_its_thread()
    {
        var letter = SomeMail.Letter() with { InReplyTo = "n.0000@helpline.test", References = ["n.0000@helpline.test"] };
        using var read = Read(SomeMail.Try(letter));
        Assert.Equal("\"Helpline\" <notices@helpline.test>", read.From.ToString());
        Assert.Equal("abuse@board.test", read.To.ToString());
        Assert.Equal("reply+token@helpline.test", read.ReplyTo.ToString());
        Assert.Equal("n.0001@helpline.test", read.MessageId);
        Assert.Equal("n.0000@helpline.test", read.InReplyTo);
        Assert.Equal(["n.0000@helpline.test"], read.References);
        Assert.Equal(SomeMail.Now, read.Date);
    }

    [Fact]
    public void The_text_stands_alone_before_the_html_and_the_attachment_follows()
    {
        using var read = Read(SomeMail.Try());
        var mixed = Assert.IsType<Multipart>(read.Body);
        var both = Assert.IsType<MultipartAlternative>(mixed[0]);
        Assert.Equal(["text/plain", "text/html"], both.Select(p => p.ContentType.MimeType));
        Assert.Equal("Please remove https://board.test/thread/17", read.TextBody?.Trim());
        Assert.Equal("notice.json", ((MimePart)mixed[1]).FileName);
    }

    [Fact]
    public void A_letter_of_text_alone_is_one_part()
    {
        using var read = Read(SomeMail.Try(SomeMail.Letter() with { Html = null, Attachments = [] }));
        Assert.IsType<TextPart>(read.Body);
    }

    [Fact]
    public void Only_the_headers_that_a_letter_needs_are_there()
    {
        var head = Raw(SomeMail.Try()).Split("\r\n\r\n")[0].Split("\r\n").Where(l => !char.IsWhiteSpace(l[0])).Select(l => l.Split(':')[0]);
        string[] expected = ["Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Reply-To", "Subject", "To"];
        Assert.Equal(expected, head.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_names_this_machine()
    {
        var raw = Raw(SomeMail.Try());
        Assert.DoesNotContain(Environment.MachineName, raw, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("mimekit", raw, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_notice_is_not_auto_submitted_and_a_briefing_is()
    {
        using var notice = Read(SomeMail.Try());
        using var briefing = Read(SomeMail.Try(SomeMail.Letter() with { AutoSubmitted = true }));
        Assert.Null(notice.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("auto-generated", briefing.Headers[HeaderId.AutoSubmitted]);
    }

    [Fact]
    public void A_doubtful_repeat_says_so_under_the_same_message_id()
    {
        using var read = Read(SomeMail.Try(number: 2, duplicate: true));
        Assert.Equal("possible-duplicate; try=2", read.Headers[LetterToMime.RepeatHeader]);
        Assert.Equal("n.0001@helpline.test", read.MessageId);
    }

    [Fact]
    public void A_second_try_that_cannot_be_a_duplicate_has_no_mark()
    {
        using var read = Read(SomeMail.Try(number: 2));
        Assert.Null(read.Headers[LetterToMime.RepeatHeader]);
    }

    [Fact]
    public void OnlyTo_gets_the_letter_with_its_subject_marked_and_the_true_recipient_shown()
    {
        using var read = Read(SomeMail.Try(), "trial@helpline.test");
        var to = Assert.Single(read.To.Mailboxes);
        Assert.Equal("trial@helpline.test", to.Address);
        Assert.Equal("not sent to abuse@board.test", to.Name);
        Assert.Equal(LetterToMime.RedirectedMark + "[TD-000001] Removal of material", read.Subject);
    }

    [Fact]
    public void Every_line_is_ascii_ends_in_crlf_and_is_short_enough_for_any_server()
    {
        var text = "Grüße, " + new string('x', 3000) + "\n.\n..dots\nlast line without end";
        var raw = Raw(SomeMail.Try(SomeMail.Letter() with { Text = text, Subject = "[TD-000001] Löschung" }));
        Assert.EndsWith("\r\n", raw, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', raw.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(raw.Split("\r\n"), line => Assert.True(line.Length <= 998));
    }

    [Fact]
    public void A_text_comes_back_as_it_was()
    {
        const string text = "Grüße\n\n.\n..dots\nhttps://board.test/a?b=c&d=%C3%BC#e=f\nlast";
        using var read = Read(SomeMail.Try(SomeMail.Letter() with { Text = text, Html = null, Attachments = [] }));
        Assert.Equal(text, read.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n'));
    }

    [Fact]
    public void A_domain_outside_ascii_is_written_as_the_mail_servers_know_it()
    {
        using var read = Read(SomeMail.Try(SomeMail.Letter() with { To = "abuse@bücher.test" }));
        Assert.Contains("xn--bcher-kva.test", read.Headers[HeaderId.To], StringComparison.Ordinal);
    }
}
