using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>A contact in JSON (RFC 7095): <c>["vcard", [[name, parameters, type, value...]...]]</c>.</summary>
/// <param name="Emails">Values as they stand, with their preference: 1 is the most preferred of 100 (RFC 6350 section 5.3), without one 101.</param>
internal sealed record JCard(string? FullName, ImmutableArray<(string Text, int Preference)> Emails, ImmutableArray<string> Notes)
{
    public const string Malformed = "malformed-jcard";

    private const int MostProperties = 200;
    private const int NoPreference = 101;

    private static readonly JCard Bad = new(null, [], [Malformed]);

    /// <summary>The card of an entity; a property that does not fit the form is left out with a note.</summary>
    public static JCard Read(JsonElement entity)
    {
        if (entity.ValueKind != JsonValueKind.Object || !entity.TryGetProperty("vcardArray", out var card))
        {
            return new JCard(null, [], []);
        }

        if (card.ValueKind != JsonValueKind.Array || card.GetArrayLength() != 2 || !IsLabel(card[0]) || card[1].ValueKind != JsonValueKind.Array)
        {
            return Bad;
        }

        var properties = card[1].EnumerateArray().Take(MostProperties).ToList();
        var whole = properties.Where(IsProperty).ToList();
        return new JCard(
            Named(whole, "fn").SelectMany(Values).FirstOrDefault(v => v.Length > 0) ?? Named(whole, "org").SelectMany(Values).FirstOrDefault(v => v.Length > 0),
            [.. Named(whole, "email").SelectMany(p => Values(p).Select(v => (v, Preference(p[1]))))],
            whole.Count == properties.Count ? [] : [Malformed]);
    }

    private static bool IsLabel(JsonElement label) => label.ValueKind == JsonValueKind.String && string.Equals(label.GetString(), "vcard", StringComparison.OrdinalIgnoreCase);

    private static bool IsProperty(JsonElement p) =>
        p.ValueKind == JsonValueKind.Array && p.GetArrayLength() >= 4
        && p[0].ValueKind == JsonValueKind.String && p[1].ValueKind == JsonValueKind.Object && p[2].ValueKind == JsonValueKind.String;

    /// <summary>A name may have a group before it: <c>item1.email</c> in what was translated from text.</summary>
    private static IEnumerable<JsonElement> Named(IEnumerable<JsonElement> properties, string name) =>
        properties.Where(p => p[0].GetString() is { } n && string.Equals(n[(n.LastIndexOf('.') + 1)..], name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Values(JsonElement property) => property.EnumerateArray().Skip(3)
        .SelectMany(v => v.ValueKind == JsonValueKind.Array ? v.EnumerateArray() : Enumerable.Repeat(v, 1))
        .Where(v => v.ValueKind == JsonValueKind.String)
        .Select(v => v.GetString()!.Trim())
        .Take(20);

    private static int Preference(JsonElement parameters)
    {
        if (!parameters.TryGetProperty("pref", out var pref) && !parameters.TryGetProperty("PREF", out pref))
        {
            return HasTypePref(parameters) ? 1 : NoPreference;
        }

        var text = pref.ValueKind switch
        {
            JsonValueKind.String => pref.GetString(),
            JsonValueKind.Number => pref.GetRawText(),
            JsonValueKind.Array when pref.GetArrayLength() > 0 && pref[0].ValueKind == JsonValueKind.String => pref[0].GetString(),
            _ => null,
        };
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 100 ? number : NoPreference;
    }

    /// <summary>As vCard 3 says it: <c>TYPE=pref</c>.</summary>
    private static bool HasTypePref(JsonElement parameters) => Json.Items(parameters, "type")
        .Any(t => t.ValueKind == JsonValueKind.String && string.Equals(t.GetString(), "pref", StringComparison.OrdinalIgnoreCase));
}
