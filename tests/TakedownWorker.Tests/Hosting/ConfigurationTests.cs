using System.Collections;
using System.Reflection;
using System.Text.Json;
using TakedownWorker.Hosting;
using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Tests.Hosting;

/// <summary>Configuration is never silently dropped.</summary>
public sealed class ConfigurationTests
{
    private static LoadedConfiguration Load(params ReadOnlySpan<(string Key, string Value)> keys)
    {
        var map = new Dictionary<string, string?>();
        foreach (var (key, value) in keys)
        {
            map["Takedown:" + key] = value;
        }

        return ConfigurationLoader.Load(map);
    }

    [Fact]
    public void The_appsettings_that_comes_with_the_program_is_valid() => Assert.Empty(Load().Faults);

    [Fact]
    public void Every_option_stands_in_appsettings()
    {
        using var json = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "appsettings.json")),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        Assert.Empty(Missing(typeof(TakedownOptions), json.RootElement.GetProperty(TakedownOptions.Section), ""));
    }

    [Fact]
    public void An_unknown_key_is_named_with_those_that_are_known()
    {
        var fault = Assert.Single(Load(("Mail:Outgoing:Hots", "x")).Faults);
        Assert.Equal("Takedown:Mail:Outgoing:Hots", fault.Key);
        Assert.Contains("Host", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_listed_at_once()
    {
        var loaded = Load(("Monitoring:Concurrency", "many"), ("Mail:Outgoing:Port", "70000"), ("Monitoring:PerHostGap", "48:00:00"), ("Nope", "1"));
        Assert.Equal(
            ["Takedown:Mail:Outgoing:Port", "Takedown:Monitoring:Concurrency", "Takedown:Monitoring:PerHostGap", "Takedown:Nope"],
            loaded.Faults.Select(f => f.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Monitoring:Confirmation:Spread", "P-1D")]
    [InlineData("Monitoring:AllowedPrivateNetworks:0", "127.0.0.1/99")]
    [InlineData("Monitoring:HostMap:board.test", "8.8.8.8")]
    [InlineData("Monitoring:ControlUrls:0", "ftp://control.test")]
    [InlineData("Mail:Outgoing:Mode", "Fax")]
    [InlineData("Mail:Incoming:Mode", "Imap")]
    [InlineData("Organisation:From", "nobody")]
    [InlineData("Caseworkers:0:TimeZone", "Mars/Base")]
    [InlineData("LegalBases:Reviews:0:On", "yesterday")]
    [InlineData("Storage:MigrateOnStart", "perhaps")]
    [InlineData("Monitoring", "x")]
    public void A_value_out_of_range_is_refused_with_its_key(string key, string value) =>
        Assert.Contains(Load((key, value)).Faults, f => f.Key.StartsWith("Takedown:" + key.Split(':')[0], StringComparison.Ordinal));

    [Fact]
    public void The_placeholder_address_is_refused_where_mail_really_goes_out() =>
        Assert.Contains(
            Load(("Mail:Outgoing:Mode", "Smtp"), ("Mail:Outgoing:Host", "mail.test")).Faults, f => f.Key == "Takedown:Organisation:From");

    [Fact]
    public void A_secret_is_never_shown() =>
        Assert.DoesNotContain("hunter2", Load(("Mail:Outgoing:Password:Deep", "hunter2")).Message, StringComparison.Ordinal);

    [Fact]
    public void No_option_is_a_TimeSpan() => Assert.Empty(TimeSpans(typeof(TakedownOptions)));

    [Fact]
    public void A_planted_TimeSpan_is_found() => Assert.Equal(["Planted.Wait"], TimeSpans(typeof(Planted)));

    private sealed class Planted
    {
        public TimeSpan Wait { get; set; }
    }

    private static IEnumerable<string> TimeSpans(Type type)
    {
        foreach (var p in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (p.PropertyType == typeof(TimeSpan) || p.PropertyType == typeof(TimeSpan?))
            {
                yield return $"{type.Name}.{p.Name}";
            }

            foreach (var deeper in Nested(p.PropertyType) is { } nested ? TimeSpans(nested) : [])
            {
                yield return deeper;
            }
        }
    }

    private static IEnumerable<string> Missing(Type type, JsonElement json, string path)
    {
        foreach (var p in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            if (!json.TryGetProperty(p.Name, out var value))
            {
                yield return path + p.Name;
            }
            else if (p.PropertyType.Namespace == typeof(TakedownOptions).Namespace && p.PropertyType.IsClass)
            {
                foreach (var deeper in Missing(p.PropertyType, value, path + p.Name + ":"))
                {
                    yield return deeper;
                }
            }
        }
    }

    private static Type? Nested(Type type) =>
        type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? Nested(type.GetGenericArguments()[^1])
        : type.Namespace == typeof(TakedownOptions).Namespace && type.IsClass ? type : null;
}
