using NodaTime;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Tests.Packs;

/// <summary>Letters as they would go, read by a human when they change.</summary>
public sealed class GoldenLetterTests
{
    private static readonly Instant Earlier = Instant.FromUtc(2026, 11, 20, 14, 30);

    [Fact]
    public void First_letter_by_mail_asks_and_does_not_demand() =>
        Check("us-take-it-down.first.mail", SomeLetter.Request());

    [Fact]
    public void First_letter_through_the_platforms_own_process_quotes_the_hours() =>
        Check("us-take-it-down.first.process", SomeLetter.Request(SomeLetter.Process));

    [Fact]
    public void Reminder() =>
        Check("us-take-it-down.reminder-1", SomeLetter.Request(kind: ItemKind.Reminder, number: 1) with
        {
            Earlier = [SomeLetter.Received(SomeLetter.Operator, 1, Earlier)],
        });

    [Fact]
    public void Next_rung_names_the_day_and_the_recipient_of_the_letter_before() =>
        Check("generic-aup.first.rung-2", SomeLetter.Request(SomeLetter.Host, rung: 2) with
        {
            Earlier = [SomeLetter.Received(SomeLetter.Operator, 1, Earlier)],
        });

    [Fact]
    public void Renewed_letter_says_when_it_was_gone() =>
        Check("us-take-it-down.renewed", SomeLetter.Request(kind: ItemKind.Renewed) with
        {
            Earlier = [SomeLetter.Received(SomeLetter.Operator, 1, Earlier)],
            RemovedOn = [new LocalDate(2026, 11, 21)],
        });

    [Fact]
    public void Withdrawal_by_us() => Check("withdrawal.by-us", Withdrawal(WithdrawalReason.Withdrawn));

    [Fact]
    public void Withdrawal_because_it_is_no_longer_needed() => Check("withdrawal.no-longer-needed", Withdrawal(WithdrawalReason.NoLongerNeeded));

    private static CompositionRequest Withdrawal(WithdrawalReason why) => SomeLetter.Request(kind: ItemKind.Withdrawal) with
    {
        Earlier = [SomeLetter.Received(SomeLetter.Operator, 1, Earlier)],
        Withdrawal = why,
    };

    private static void Check(string name, CompositionRequest request)
    {
        var letter = SomeLetter.Whole(request);
        GoldenFile.Check(name + ".txt", $"To: {request.Notice.Route.Address}\nSubject: {letter.Subject}\n\n{letter.Text}\n--- notice.json\n{letter.Json}");
        GoldenFile.Check(name + ".html", letter.Html);
    }
}
