using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Hosting;

/// <summary>What values must satisfy beyond their type. Every rule names the key, the value unless it is sensitive, and the cure.</summary>
internal static partial class OptionRules
{
    public static IEnumerable<ConfigurationFault> Check(TakedownOptions o) =>
        Durations(o)
            .Concat(Ranges(o))
            .Concat(Files(o))
            .Concat(Organisation(o.Organisation))
            .Concat(Outgoing(o))
            .Concat(Smtp(o))
            .Concat(Looking(o.Monitoring))
            .Concat(Vantages(o.Monitoring))
            .Concat(LookUps(o.Contacts))
            .Concat(Caseworkers(o.Caseworkers))
            .Concat(Reviews(o.LegalBases))
            .Concat(Health(o.Api))
            .Concat(Later(o));

    private static ConfigurationFault Fault(string key, string problem) => new($"{TakedownOptions.Section}:{key}", problem);

    private static string At(string list, int index, string key = "") =>
        string.Create(CultureInfo.InvariantCulture, $"{list}:{index}{(key.Length > 0 ? ":" : "")}{key}");

    private static IEnumerable<ConfigurationFault> Ranges(TakedownOptions o)
    {
        (string Key, int Value, int Least, int Most)[] all =
        [
            ("Monitoring:Concurrency", o.Monitoring.Concurrency, 1, 1024),
            ("Monitoring:ManualLooksADay", o.Monitoring.ManualLooksADay, 1, 1000),
            ("Monitoring:Confirmation:Looks", o.Monitoring.Confirmation.Looks, 1, 100),
            ("Mail:Outgoing:Port", o.Mail.Outgoing.Port, 1, 65535),
            ("Mail:Outgoing:FirstLettersPerHour", o.Mail.Outgoing.FirstLettersPerHour, 1, 100_000),
            ("Mail:Incoming:Port", o.Mail.Incoming.Port, 1, 65535),
            ("Api:HealthPort", o.Api.HealthPort, 0, 65535),
        ];
        return all.Where(x => x.Value < x.Least || x.Value > x.Most)
            .Select(x => Fault(x.Key, string.Create(CultureInfo.InvariantCulture, $"{x.Value} is out of range: {x.Least} to {x.Most}.")));
    }

    private static IEnumerable<ConfigurationFault> Durations(TakedownOptions o)
    {
        (string Key, string Value, string Least, string Most)[] all =
        [
            ("Monitoring:PerHostGap", o.Monitoring.PerHostGap, "PT0S", "PT1H"),
            ("Monitoring:Confirmation:Spread", o.Monitoring.Confirmation.Spread, "PT0S", "P365D"),
            ("Contacts:LookUpTimeout", o.Contacts.LookUpTimeout, "PT1S", "PT9S"),
            ("Contacts:KeepAnswers", o.Contacts.KeepAnswers, "PT0S", "P7D"),
            ("Privacy:Retention", o.Privacy.Retention, "P1D", "P100Y"),
            ("Evidence:CheckpointEvery", o.Evidence.CheckpointEvery, "PT1S", "P7D"),
            ("Jobs:Looks", o.Jobs.Looks, "PT0.1S", "PT1H"),
            ("Jobs:WakeUps", o.Jobs.WakeUps, "PT0.1S", "PT1H"),
            ("Jobs:Outbox", o.Jobs.Outbox, "PT0.1S", "PT1H"),
            ("Jobs:RouteLookUps", o.Jobs.RouteLookUps, "PT0.1S", "PT1H"),
            ("Jobs:Checkpoint", o.Jobs.Checkpoint, "PT0.1S", "PT1H"),
        ];
        return all
            .Select(x => (x.Key, Problem: Duration(x.Value, x.Least, x.Most)))
            .Where(x => x.Problem is not null)
            .Select(x => Fault(x.Key, x.Problem!));
    }

    /// <summary>Where the most is not counted in years, months and years are refused: they have no fixed length.</summary>
    private static string? Duration(string text, string least, string most)
    {
        var parsed = PeriodPattern.NormalizingIso.Parse(text);
        if (!parsed.Success)
        {
            return $"'{text}' is not an ISO 8601 duration. Write PT48H for 48 hours, P30D for 30 days.";
        }

        var limit = OptionPeriods.Period(most);
        if (limit.Years == 0 && parsed.Value is ({ Months: not 0 } or { Years: not 0 }))
        {
            return $"'{text}' counts months or years, which have no fixed length. Write days or hours.";
        }

        return After(parsed.Value) is { } end && end >= After(OptionPeriods.Period(least)) && end <= After(limit)
            ? null
            : $"'{text}' is out of range: {least} to {most}.";
    }

    private static LocalDateTime? After(Period period)
    {
        try
        {
            return new LocalDateTime(2001, 1, 1, 0, 0) + period;
        }
        catch (Exception e) when (e is OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
