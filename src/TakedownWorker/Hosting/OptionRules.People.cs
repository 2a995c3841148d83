using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Hosting;

/// <summary>Who writes, who is told, who reviewed. Addresses and names are never shown.</summary>
internal static partial class OptionRules
{
    private static IEnumerable<ConfigurationFault> Organisation(OrganisationOptions o)
    {
        (string Key, string Value, bool Needed)[] lines =
        [
            ("Name", o.Name, true), ("Signatory", o.Signatory, true), ("Telephone", o.Telephone, false),
        ];
        foreach (var (key, value, needed) in lines)
        {
            if (needed && value.Trim().Length == 0)
            {
                yield return Fault("Organisation:" + key, "is empty. Every letter carries it.");
            }
            else if (value.Any(char.IsControl))
            {
                yield return Fault("Organisation:" + key, "must be one line of text: it stands in the head of letters.");
            }
        }

        if (o.HotlineText.Trim().Length == 0)
        {
            yield return Fault("Organisation:HotlineText", "is empty. Write what a caseworker does at once when the person may be under 18.");
        }

        if (!IsMailAddress(o.From))
        {
            yield return Fault("Organisation:From", "is not an e-mail address. Write takedown@your-domain.");
        }

        if (o.ReplyTo.Length > 0 && !IsMailAddress(o.ReplyTo))
        {
            yield return Fault("Organisation:ReplyTo", "is not an e-mail address. Leave it empty for the domain of From.");
        }

        if (o.Country.Length > 0 && !CountryCode().IsMatch(o.Country))
        {
            yield return Fault("Organisation:Country", $"'{o.Country}' is not a country of ISO 3166. Write GB, or GB-SCT where laws differ.");
        }
    }

    private static IEnumerable<ConfigurationFault> Caseworkers(List<CaseworkerOptions> all)
    {
        for (var i = 0; i < all.Count; i++)
        {
            var one = all[i];
            if (!IsMailAddress(one.Email))
            {
                yield return Fault(At("Caseworkers", i, "Email"), "is not an e-mail address.");
            }
            else if (all.FindIndex(c => c.Email.Equals(one.Email, StringComparison.OrdinalIgnoreCase)) < i)
            {
                yield return Fault(At("Caseworkers", i, "Email"), "stands here a second time. Keep one entry a mailbox.");
            }

            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(one.TimeZone) is null)
            {
                yield return Fault(At("Caseworkers", i, "TimeZone"), $"'{one.TimeZone}' is no time zone. Write Europe/London.");
            }

            if (one.Deputy.Length > 0 && (!IsMailAddress(one.Deputy) || one.Deputy.Equals(one.Email, StringComparison.OrdinalIgnoreCase)))
            {
                yield return Fault(At("Caseworkers", i, "Deputy"), "is not the e-mail address of someone else. Leave it empty for nobody.");
            }

            if (one.Name.Any(char.IsControl))
            {
                yield return Fault(At("Caseworkers", i, "Name"), "must be one line of text.");
            }
        }
    }

    private static IEnumerable<ConfigurationFault> Reviews(LegalBasesOptions bases)
    {
        for (var i = 0; i < bases.Reviews.Count; i++)
        {
            var review = bases.Reviews[i];
            foreach (var (key, value) in new[] { ("Basis", review.Basis), ("By", review.By) })
            {
                if (value.Trim().Length == 0)
                {
                    yield return Fault(At("LegalBases:Reviews", i, key), "is empty: a review names Basis, By (a role is enough) and On.");
                }
            }

            if (!LocalDatePattern.Iso.Parse(review.On).Success)
            {
                yield return Fault(At("LegalBases:Reviews", i, "On"), $"'{review.On}' is not a date. Write 2026-11-23.");
            }
        }
    }

    /// <summary>One mailbox without display name; how much further an address is right, only its server knows.</summary>
    private static bool IsMailAddress(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1
            && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';');
    }

    [GeneratedRegex("^[A-Z]{2}(-[A-Z0-9]{1,3})?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CountryCode();
}
