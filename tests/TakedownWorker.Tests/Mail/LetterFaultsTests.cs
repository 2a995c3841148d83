using TakedownWorker.Mail;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Mail;

public sealed class LetterFaultsTests
{
    private const string Smuggled = "a\r\nBcc: somebody@board.test";

    public static TheoryData<string> Fields => [.. WithBreak(SomeMail.Letter()).Select(f => f.Field)];

    private static IEnumerable<(string Field, OutgoingLetter Letter)> WithBreak(OutgoingLetter l) =>
    [
        ("To", l with { To = Smuggled }),
        ("Subject", l with { Subject = Smuggled }),
        ("From", l with { FromName = Smuggled }),
        ("From address", l with { FromAddress = Smuggled }),
        ("Reply-To", l with { ReplyTo = Smuggled }),
        ("envelope", l with { EnvelopeFrom = Smuggled }),
        ("Message-ID", l with { MessageId = Smuggled }),
        ("In-Reply-To", l with { InReplyTo = Smuggled }),
        ("References", l with { References = [Smuggled] }),
        ("attachment name", l with { Attachments = [new LetterAttachment(Smuggled, "application/json", "")] }),
        ("attachment type", l with { Attachments = [new LetterAttachment("a", "application/json\r\nX: y", "")] }),
        ("lone LF", l with { Subject = "a\nb" }),
        ("NUL", l with { Subject = "a\0b" }),
    ];

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_line_break_in_a_header_is_refused(string field)
    {
        var fault = LetterFaults.Of(WithBreak(SomeMail.Letter()).Single(f => f.Field == field).Letter);
        Assert.Equal("5.6.0", fault?.Code);
        Assert.DoesNotContain("somebody", fault!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abuse", "5.1.3")]
    [InlineData("", "5.1.3")]
    [InlineData("Abuse desk <abuse@board.test>", "5.1.3")]
    [InlineData("abuse@board.test, other@board.test", "5.1.3")]
    [InlineData("büro@board.test", "5.6.7")]
    public void A_recipient_that_is_no_bare_address_is_a_dead_route(string to, string code)
    {
        var fault = LetterFaults.Of(SomeMail.Letter() with { To = to });
        Assert.Equal((code, true), (fault?.Code, fault?.RecipientGone));
    }

    [Fact]
    public void A_faulty_sender_is_our_own_fault_and_kills_no_route() =>
        Assert.False(LetterFaults.Of(SomeMail.Letter() with { FromAddress = "nobody" })?.RecipientGone ?? true);

    [Fact]
    public void A_letter_without_fault_has_none() => Assert.Null(LetterFaults.Of(SomeMail.Letter()));

    [Fact]
    public async Task A_faulty_letter_is_never_shown_to_a_server()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var sender = SomeMail.Sender(SomeMail.To(server));
        Assert.IsType<SendResult.Permanent>(await sender.SendAsync(SomeMail.Letter() with { Subject = Smuggled }));
        Assert.Equal(0, server.Connections);
    }
}
