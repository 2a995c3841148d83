using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using TakedownWorker.Core;

namespace TakedownWorker.Packs;

/// <summary>One case as JSON, with the names of <c>case import</c>. Unknown names and values out of form are refused by name.</summary>
internal sealed record PreviewFacts(CaseFacts Case, Witness? Witness)
{
    public const string Reference = "TD-000000";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "case", "url", "urls", "country", "authority_by", "authority_date", "authority_scope", "authority_expires", "adult", "under18",
        "seen_by", "seen_on", "severity", "caseworker", "owns_copyright", "consent_to_name", "person_name", "material", "policy",
    };

    public static PreviewFacts Specimen { get; } = new(
        new CaseFacts
        {
            Id = default,
            Reference = Reference,
            Adult = Tri.Yes,
            Under18 = Tri.No,
            Authority = new Authority("specimen", new LocalDate(2026, 1, 1), "removal", null),
        },
        new Witness("specimen", new LocalDate(2026, 1, 1)));

    /// <exception cref="ArgumentException">Not one JSON object, or a name or value that is not understood.</exception>
    public static PreviewFacts Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement)
                : throw new ArgumentException("The facts must be one JSON object, with the names of case import.", nameof(json));
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The facts are not JSON (line {e.LineNumber + 1}): use one object with the names of case import.", nameof(json), e);
        }
    }

    private static PreviewFacts Read(JsonElement root)
    {
        var unknown = root.EnumerateObject().Select(p => p.Name).FirstOrDefault(n => !Known.Contains(n));
        if (unknown is not null)
        {
            throw new ArgumentException($"Unknown fact \"{unknown}\"; there are: {string.Join(", ", Known.Order(StringComparer.Ordinal))}.", nameof(root));
        }

        var authority = Text(root, "authority_by") is { } by && Date(root, "authority_date") is { } given
            ? new Authority(by, given, Text(root, "authority_scope") ?? "", Date(root, "authority_expires"))
            : null;
        var witness = Text(root, "seen_by") is { } seen && Date(root, "seen_on") is { } on ? new Witness(seen, on) : null;
        return new PreviewFacts(
            new CaseFacts
            {
                Id = default,
                Reference = Reference,
                Country = Text(root, "country"),
                Adult = Answer(root, "adult"),
                Under18 = Answer(root, "under18"),
                OwnsCopyright = Answer(root, "owns_copyright"),
                ConsentToName = Answer(root, "consent_to_name"),
                PersonName = Text(root, "person_name"),
                Authority = authority,
            },
            witness);
    }

    private static string? Text(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new ArgumentException($"Fact \"{name}\" must be a text.", nameof(root));
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    private static LocalDate? Date(JsonElement root, string name)
    {
        if (Text(root, name) is not { } text)
        {
            return null;
        }

        var parsed = LocalDatePattern.Iso.Parse(text);
        return parsed.Success ? parsed.Value : throw new ArgumentException($"Fact \"{name}\" must be a date such as 2026-11-23.", nameof(root));
    }

    private static Tri Answer(JsonElement root, string name) => Text(root, name) switch
    {
        null or "unknown" => Tri.Unknown,
        "yes" => Tri.Yes,
        "no" => Tri.No,
        _ => throw new ArgumentException($"Fact \"{name}\" must be yes, no or unknown.", nameof(root)),
    };
}
