using NodaTime;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core.Escalation;

/// <summary>
/// Is a reminder due? The n-th comes n intervals after the receipt; reminders that downtime swallowed are skipped, only
/// the latest goes. Not to those who refused, nor where repeats hurt. After the last rung they go on at a slow rhythm.
/// </summary>
internal static class ReminderRule
{
    public static readonly RuleId Remind = new("ESC-04");

    public static IEnumerable<Decision> Due(Situation s, Rung rung) => Reminded(s.Now, rung)
        .Select(i => (Item: i, Number: Latest(s, rung, i)))
        .Where(x => x.Number > 0 && !HasLaterOrSame(s.Now, x.Item, x.Number))
        .Select(x => new Decision.Owe(Remind, Reminder(x.Item, x.Number, s.At)));

    /// <summary>The next instant at which one becomes due; null when none will.</summary>
    public static Instant? Next(Takedown takedown, Policy policy, Rung rung, Instant now) => Reminded(takedown, rung)
        .SelectMany(i => Enumerable.Range(1, Count(takedown, rung) + 1).Select(n => At(takedown, policy, rung, i, n)))
        .Where(at => at > now)
        .Min(at => (Instant?)at);

    private static IEnumerable<Item> Reminded(Takedown takedown, Rung rung) =>
        rung.HumanOnly ? [] : RungItemsRule.Of(takedown, rung.Number).Where(i =>
            i.State == ItemState.Sent && i.Answer != ReplyKind.Refusal && i.Route.RemindersWelcome
            && !takedown.DeadRoutes.Contains(i.Route.Key) && i.Route.Channel == Contacts.Channel.Email);

    /// <summary>Number of the latest reminder that is due, 0 for none.</summary>
    private static int Latest(Situation s, Rung rung, Item item)
    {
        var number = 0;
        while (number < Count(s.Now, rung) && At(s.Now, s.Policy, rung, item, number + 1) <= s.At)
        {
            number++;
        }

        return number;
    }

    private static int Count(Takedown takedown, Rung rung) =>
        (rung.RemindEvery is null ? 0 : rung.Reminders) + (takedown.LadderExhausted ? SlowReminders(takedown) : 0);

    // One more than were ever owed: the slow rhythm never ends, and the search for it does.
    private static int SlowReminders(Takedown takedown) => takedown.Items.Count(i => i.Key.Kind == ItemKind.Reminder) + 1;

    private static Instant At(Takedown takedown, Policy policy, Rung rung, Item item, int number)
    {
        var quick = rung.RemindEvery is null ? 0 : rung.Reminders;
        var at = item.ReceivedAt ?? takedown.ReportedAt;
        if (number <= quick)
        {
            return Repeat(at, rung.RemindEvery!, number);
        }

        return takedown.LadderExhausted ? Repeat(Deadlines.After(at, rung.Wait), policy.AfterExhausted, number - quick) : Instant.MaxValue;
    }

    private static Instant Repeat(Instant at, Period every, int times)
    {
        for (var i = 0; i < times; i++)
        {
            at = Deadlines.After(at, every);
        }

        return at;
    }

    private static bool HasLaterOrSame(Takedown takedown, Item item, int number) => takedown.Items.Any(i =>
        i.Key.Kind == ItemKind.Reminder && i.Key.Number >= number && i.State != ItemState.Dropped
        && (i.Key with { Kind = item.Key.Kind, Number = 0 }) == item.Key);

    private static Item Reminder(Item item, int number, Instant now) => item with
    {
        Key = item.Key with { Kind = ItemKind.Reminder, Number = number },
        OwedAt = now,
        State = ItemState.Owed,
        Notice = null,
        ReceivedAt = null,
        Deadline = null,
        Answer = null,
    };
}
