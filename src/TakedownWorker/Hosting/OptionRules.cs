using System.Net;
using NodaTime;
using NodaTime.Text;
using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Hosting;

/// <summary>What values must satisfy beyond their type. Every rule names the key, the value and the cure.</summary>
internal static class OptionRules
{
    private const string P = TakedownOptions.Section + ":";

    public static IEnumerable<ConfigurationFault> Check(TakedownOptions o) =>
        Durations(o).Concat(Ranges(o)).Concat(Networks(o)).Concat(Mail(o)).Concat(People(o)).Concat(Reviews(o)).Concat(Later(o));

    private static IEnumerable<ConfigurationFault> Durations(TakedownOptions o)
    {
        (string Key, string Value, bool MayBeZero)[] all =
        [
            ("Monitoring:PerHostGap", o.Monitoring.PerHostGap, true),
            ("Monitoring:Confirmation:Spread", o.Monitoring.Confirmation.Spread, true),
            ("Privacy:Retention", o.Privacy.Retention, false),
            ("Evidence:CheckpointEvery", o.Evidence.CheckpointEvery, false),
            ("Jobs:Looks", o.Jobs.Looks, false),
            ("Jobs:WakeUps", o.Jobs.WakeUps, false),
            ("Jobs:Outbox", o.Jobs.Outbox, false),
            ("Jobs:RouteLookUps", o.Jobs.RouteLookUps, false),
            ("Jobs:Checkpoint", o.Jobs.Checkpoint, false),
        ];
        foreach (var (key, value, mayBeZero) in all)
        {
            var parsed = PeriodPattern.NormalizingIso.Parse(value);
            if (!parsed.Success)
            {
                yield return new(P + key, $"'{value}' is not an ISO 8601 duration. Write PT48H for 48 hours, P1M for a month.");
                continue;
            }

            var day = new LocalDateTime(2026, 1, 1, 0, 0);
            var end = day + parsed.Value;
            if (end < day || (end == day && !mayBeZero))
            {
                yield return new(P + key, $"'{value}' must be longer than nothing.");
            }
            else if (key.StartsWith("Jobs", StringComparison.Ordinal) && parsed.Value is { Months: > 0 } or { Years: > 0 })
            {
                yield return new(P + key, $"'{value}' must be a time, not months: a job runs every few seconds or minutes.");
            }
        }
    }

    private static IEnumerable<ConfigurationFault> Ranges(TakedownOptions o)
    {
        (string Key, int Value, int Least, int Most)[] all =
        [
            ("Monitoring:Concurrency", o.Monitoring.Concurrency, 1, 4096),
            ("Monitoring:Confirmation:Looks", o.Monitoring.Confirmation.Looks, 1, 20),
            ("Mail:Outgoing:Port", o.Mail.Outgoing.Port, 1, 65535),
            ("Mail:Outgoing:FirstLettersPerHour", o.Mail.Outgoing.FirstLettersPerHour, 1, 100_000),
            ("Mail:Incoming:Port", o.Mail.Incoming.Port, 1, 65535),
            ("Api:HealthPort", o.Api.HealthPort, 0, 65535),
        ];
        return all.Where(x => x.Value < x.Least || x.Value > x.Most)
            .Select(x => new ConfigurationFault(P + x.Key, FormattableString.Invariant($"{x.Value} is out of range: {x.Least} to {x.Most}.")));
    }

    private static IEnumerable<ConfigurationFault> Networks(TakedownOptions o)
    {
        var allowed = new List<IPNetwork>();
        for (var i = 0; i < o.Monitoring.AllowedPrivateNetworks.Count; i++)
        {
            var text = o.Monitoring.AllowedPrivateNetworks[i];
            if (IPNetwork.TryParse(text, out var network))
            {
                allowed.Add(network);
            }
            else
            {
                yield return new(P + FormattableString.Invariant($"Monitoring:AllowedPrivateNetworks:{i}"), $"'{text}' is not a network. Write 127.0.0.0/8.");
            }
        }

        foreach (var (name, text) in o.Monitoring.HostMap)
        {
            if (!IPAddress.TryParse(text, out var address) || !allowed.Exists(n => n.Contains(address)))
            {
                yield return new(P + "Monitoring:HostMap:" + name, $"'{text}' must be an address inside Monitoring:AllowedPrivateNetworks: the map is for tests.");
            }
        }

        for (var i = 0; i < o.Monitoring.ControlUrls.Count; i++)
        {
            if (!Uri.TryCreate(o.Monitoring.ControlUrls[i], UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            {
                yield return new(P + FormattableString.Invariant($"Monitoring:ControlUrls:{i}"), $"'{o.Monitoring.ControlUrls[i]}' is not an http or https address.");
            }
        }

        if (!IPAddress.TryParse(o.Api.HealthAddress, out _))
        {
            yield return new(P + "Api:HealthAddress", $"'{o.Api.HealthAddress}' is not an IP address. Write 127.0.0.1, or 0.0.0.0 in a container.");
        }
    }

    private static IEnumerable<ConfigurationFault> Mail(TakedownOptions o)
    {
        var from = o.Organisation.From;
        if (!LooksLikeAddress(from))
        {
            yield return new(P + "Organisation:From", "is not an e-mail address. Write takedown@your-domain.");
        }

        if (o.Organisation.Name.Length == 0 || o.Organisation.Signatory.Length == 0)
        {
            yield return new(P + "Organisation", "needs Name and Signatory: every letter carries both.");
        }

        if (o.Organisation.Name.Concat(o.Organisation.Signatory).Any(char.IsControl))
        {
            yield return new(P + "Organisation", "Name and Signatory must be one line of text.");
        }

        if (o.Mail.Outgoing.OnlyTo.Length > 0 && !LooksLikeAddress(o.Mail.Outgoing.OnlyTo))
        {
            yield return new(P + "Mail:Outgoing:OnlyTo", "is not an e-mail address.");
        }

        if (o.Mail.Outgoing.Mode != OutgoingMode.Smtp)
        {
            yield break;
        }

        if (o.Mail.Outgoing.Host.Length == 0)
        {
            yield return new(P + "Mail:Outgoing:Host", "is empty, but Mode is Smtp. Name the mail server, or go back to Pickup.");
        }

        if (from.EndsWith("@" + OrganisationOptions.PlaceholderDomain, StringComparison.OrdinalIgnoreCase))
        {
            yield return new(P + "Organisation:From", $"is still the placeholder of {OrganisationOptions.PlaceholderDomain}, but Mode is Smtp. Write your own address.");
        }
    }

    private static IEnumerable<ConfigurationFault> People(TakedownOptions o)
    {
        for (var i = 0; i < o.Caseworkers.Count; i++)
        {
            var key = P + FormattableString.Invariant($"Caseworkers:{i}:");
            if (!LooksLikeAddress(o.Caseworkers[i].Email))
            {
                yield return new(key + "Email", "is not an e-mail address.");
            }

            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(o.Caseworkers[i].TimeZone) is null)
            {
                yield return new(key + "TimeZone", $"'{o.Caseworkers[i].TimeZone}' is no time zone. Write Europe/London.");
            }
        }
    }

    private static IEnumerable<ConfigurationFault> Reviews(TakedownOptions o)
    {
        for (var i = 0; i < o.LegalBases.Reviews.Count; i++)
        {
            var review = o.LegalBases.Reviews[i];
            var key = P + FormattableString.Invariant($"LegalBases:Reviews:{i}:");
            if (review.Basis.Length == 0 || review.By.Length == 0)
            {
                yield return new(key + "Basis", "a review names Basis, By (a role is enough) and On.");
            }

            if (!LocalDatePattern.Iso.Parse(review.On).Success)
            {
                yield return new(key + "On", $"'{review.On}' is not a date. Write 2026-11-23.");
            }
        }
    }

    /// <summary>What this version does not do yet is refused, not ignored.</summary>
    private static IEnumerable<ConfigurationFault> Later(TakedownOptions o)
    {
        if (o.Mail.Incoming.Mode != IncomingMode.None)
        {
            yield return new(P + "Mail:Incoming:Mode", $"'{o.Mail.Incoming.Mode}' is not there yet: this version does not read mail. Write None.");
        }

        if (o.Monitoring.Vantages.Count > 0)
        {
            yield return new(P + "Monitoring:Vantages", "are not there yet: this version looks from its own address only. Leave the list empty.");
        }

        if (o.Api.TokenHash.Length > 0)
        {
            yield return new(P + "Api:TokenHash", "the API is not there yet. Leave it empty; health is on HealthPort.");
        }
    }

    private static bool LooksLikeAddress(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));
    }
}
