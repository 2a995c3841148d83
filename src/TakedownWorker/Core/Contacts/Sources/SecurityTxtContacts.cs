using System.Collections.Immutable;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>Contact fields: a URI each (RFC 9116 section 2.5.3). Telephones are no routes of ours.</summary>
internal sealed record SecurityTxtContacts(ImmutableArray<string> Emails, ImmutableArray<string> Forms)
{
    private const int MostContacts = 20;

    public static SecurityTxtContacts Of(IReadOnlyList<string> values, List<string> faults)
    {
        var (emails, forms) = (new List<string>(), new List<string>());
        if (values.Count == 0)
        {
            faults.Add("no_contact");
        }

        foreach (var value in values.Take(MostContacts))
        {
            if (value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            {
                var read = MailboxText.OfField(value);
                emails.AddRange(read.Addresses);
                faults.AddRange(read.Addresses.IsEmpty ? ["invalid_mailbox"] : []);
            }
            else if (value.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            {
                (IsPage(value) ? forms : faults).Add(IsPage(value) ? value : "invalid_uri");
            }
            else
            {
                faults.AddRange(FaultOf(value));
            }
        }

        return new SecurityTxtContacts([.. emails.Distinct(StringComparer.Ordinal)], [.. forms.Distinct(StringComparer.Ordinal)]);
    }

    private static string[] FaultOf(string value) =>
        value.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? ["no_https"]
        : value.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? []
        : ["no_uri"];

    private static bool IsPage(string value) =>
        value.Length <= 2000 && !value.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) && RouteChoiceRule.AddressFault(Channel.Form, value) is null;
}
