using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Takedowns;

/// <summary>
/// The one JSON form of Core's records: stored state and ledger bodies. Names are kept for years, so they are frozen by a
/// test; closed lists carry <c>$type</c>, the name of their case. What is computed is left out.
/// </summary>
internal static class CoreJson
{
    /// <summary>Closed lists whose cases are nested types.</summary>
    public static readonly ImmutableArray<Type> ClosedLists =
        [typeof(TakedownEvent), typeof(CaseworkerAction), typeof(Decision), typeof(NoticeDecision), typeof(Composition)];

    public static readonly JsonSerializerOptions Options = Create();

    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">Not what <typeparamref name="T"/> looks like.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"null is no {typeof(T).Name}.");

    /// <exception cref="JsonException">Not what <typeparamref name="T"/> looks like.</exception>
    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"null is no {typeof(T).Name}.");

    /// <summary>Cases of a closed list, by name.</summary>
    public static IEnumerable<Type> CasesOf(Type closedList) => closedList
        .GetNestedTypes(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)
        .Where(t => t.IsSubclassOf(closedList) && !t.IsAbstract)
        .OrderBy(t => t.Name, StringComparer.Ordinal);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            IgnoreReadOnlyProperties = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // Read by no browser; addresses stay legible.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameCases } },
        };
        options.Converters.Add(new IdConverter<CaseId>(id => id.Value, v => new CaseId(v)));
        options.Converters.Add(new IdConverter<TakedownId>(id => id.Value, v => new TakedownId(v)));
        options.Converters.Add(new IdConverter<NoticeId>(id => id.Value, v => new NoticeId(v)));
        options.Converters.Add(new IdConverter<TaskId>(id => id.Value, v => new TaskId(v)));
        options.Converters.Add(new RuleIdConverter());
        options.Converters.Add(new JsonStringEnumConverter());
        options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
        options.MakeReadOnly();
        return options;
    }

    private static void NameCases(JsonTypeInfo info)
    {
        if (!ClosedLists.Contains(info.Type))
        {
            return;
        }

        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "$type" };
        foreach (var type in CasesOf(info.Type))
        {
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(type, type.Name));
        }
    }

    private sealed class IdConverter<T>(Func<T, Guid> value, Func<Guid, T> make) : JsonConverter<T>
        where T : struct
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Guid.TryParseExact(reader.GetString(), "N", out var id)
                ? make(id)
                : throw new JsonException($"A {typeof(T).Name} is 32 hexadecimal digits.");

        public override void Write(Utf8JsonWriter writer, T value1, JsonSerializerOptions options) =>
            writer.WriteStringValue(value(value1).ToString("N"));
    }

    private sealed class RuleIdConverter : JsonConverter<RuleId>
    {
        public override RuleId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString() ?? throw new JsonException("A rule id is a text."));

        public override void Write(Utf8JsonWriter writer, RuleId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
