using System.Text.Json;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>Members of JSON that somebody else wrote: a wrong kind is as if it were not there.</summary>
internal static class Json
{
    /// <summary>Characters of a name, a handle or an address; what is longer is no such thing.</summary>
    private const int MostText = 4000;

    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: <= MostText } text ? text.Trim() : null;

    public static int? Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var number) ? number : null;

    /// <summary>Elements of an array; where a single value or object stands instead, that.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value))
        {
            return [];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray(),
            JsonValueKind.Object or JsonValueKind.String => [value],
            _ => [],
        };
    }
}
