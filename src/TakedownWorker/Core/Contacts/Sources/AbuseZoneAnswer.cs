using System.Collections.Immutable;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>Texts of a DNS zone that lists mailboxes for abuse by address (Abusix): separated by commas, several records.</summary>
internal static class AbuseZoneAnswer
{
    private const int MostRecords = 20;

    public static MailboxReading Read(IEnumerable<string> texts)
    {
        var all = texts.Take(MostRecords).Select(t => MailboxText.OfField(t.Trim().Trim('"'))).ToList();
        return new MailboxReading(
            [.. all.SelectMany(r => r.Addresses).Distinct(StringComparer.Ordinal)], [.. all.SelectMany(r => r.Notes).Distinct(StringComparer.Ordinal)]);
    }
}
