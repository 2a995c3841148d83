using System.Collections.Immutable;
using System.Text.Json;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>Walks the entities of one RDAP answer, outer before inner, and keeps the mailboxes of those with the role abuse.</summary>
internal sealed class RdapEntities
{
    private const int MostEntities = 500;
    private const int MostMailboxes = 50;

    private readonly List<(string Address, int Preference)> _found = [];
    private readonly List<string> _notes = [];
    private int _seen;

    /// <summary>The first entity with the role registrar.</summary>
    public JsonElement? Registrar { get; private set; }

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The preferred first, then as they stand; each once.</summary>
    public ImmutableArray<string> Abuse() =>
        [.. _found.OrderBy(f => f.Preference).Select(f => f.Address).Distinct(StringComparer.Ordinal).Take(MostMailboxes)];

    public void Read(JsonElement holder)
    {
        if (Has(holder, "abuse"))
        {
            Keep(JCard.Read(holder));
        }

        if (Registrar is null && Has(holder, "registrar"))
        {
            Registrar = holder;
        }

        foreach (var entity in Json.Items(holder, "entities").Where(e => e.ValueKind == JsonValueKind.Object))
        {
            if (++_seen > MostEntities)
            {
                _notes.Add(RdapReader.TooManyEntities);
                return;
            }

            Read(entity);
        }
    }

    private void Keep(JCard card)
    {
        _notes.AddRange(card.Notes);
        foreach (var (text, preference) in card.Emails)
        {
            var read = MailboxText.OfField(text);
            _notes.AddRange(read.Notes);
            _found.AddRange(read.Addresses.Select(a => (a, preference)));
        }
    }

    private static bool Has(JsonElement entity, string role) => Json.Items(entity, "roles")
        .Any(r => r.ValueKind == JsonValueKind.String && string.Equals(r.GetString()?.Trim(), role, StringComparison.OrdinalIgnoreCase));
}
