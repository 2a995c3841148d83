using TakedownWorker.Hosting;

namespace TakedownWorker.Tests.Hosting;

/// <summary>File, environment, secret files: later wins, and what cannot be read is named.</summary>
public sealed class ConfigurationSourcesTests
{
    [Fact]
    public void The_environment_wins_over_the_file()
    {
        using var some = new SomeConfiguration()
            .With("""{ "Takedown": { "Monitoring": { "Concurrency": 3, "PerHostGap": "PT9S" } } }""").Set("TAKEDOWN__MONITORING__CONCURRENCY", "5");
        var options = some.Load().Options;
        Assert.Equal((5, "PT9S"), (options.Monitoring.Concurrency, options.Monitoring.PerHostGap));
    }

    [Fact]
    public void A_secret_file_wins_over_the_environment_and_loses_its_last_line_end()
    {
        using var some = new SomeConfiguration().With("{}")
            .Set("Takedown__Mail__Outgoing__Password", "old").Secret("Takedown__Mail__Outgoing__Password", " se cret \r\n");
        Assert.Equal(" se cret ", some.Load().Options.Mail.Outgoing.Password);
    }

    [Fact]
    public void Other_secrets_of_the_machine_are_left_alone()
    {
        using var some = new SomeConfiguration().With("{}").Secret("other-service", "x");
        Assert.True(some.Load().IsValid);
    }

    [Fact]
    public void A_misspelled_secret_is_an_unknown_key_and_its_text_is_not_shown()
    {
        using var some = new SomeConfiguration().With("{}").Secret("Takedown__Mail__Outgoing__Pasword", "hunter2");
        var loaded = some.Load();
        Assert.Equal("Takedown:Mail:Outgoing:Pasword", Assert.Single(loaded.Faults).Key);
        Assert.DoesNotContain("hunter2", loaded.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secrets_folder_that_is_named_but_missing_is_a_fault()
    {
        using var some = new SomeConfiguration().With("{}").Set(ConfigurationSources.SecretsVariable, "/nowhere/secrets");
        Assert.Equal("/nowhere/secrets", Assert.Single(some.Load().Faults).Key);
    }

    [Fact]
    public void Another_file_can_be_named()
    {
        using var some = new SomeConfiguration().With("{}");
        var other = Path.Combine(some.Folder, "other.json");
        File.WriteAllText(other, """{ "Takedown": { "DataDirectory": "elsewhere" } }""");
        Assert.Equal("elsewhere", some.Set(ConfigurationSources.FileVariable, other).Load().Options.DataDirectory);
    }

    [Fact]
    public void A_named_file_that_is_missing_is_a_fault_with_its_path()
    {
        using var some = new SomeConfiguration().Set(ConfigurationSources.FileVariable, "/nowhere/app.json");
        Assert.Equal("/nowhere/app.json", Assert.Single(some.Load().Faults).Key);
    }

    [Fact]
    public void Broken_json_is_named_by_file_and_line_without_its_text()
    {
        using var some = new SomeConfiguration().With("{\n  // note\n  \"Takedown\": { \"DataDirectory\": hunter2 }\n}");
        var loaded = some.Load();
        Assert.StartsWith($"The configuration has 1 fault: {some.File}: is not valid JSON at line 3,", loaded.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", loaded.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Takedown": { "DataDirectory": "a", "DataDirectory": "b" } }""")]
    [InlineData("""{ "Takedown": { "DataDirectory": "a", "dataDirectory": "b" } }""")]
    public void A_key_that_stands_twice_is_a_fault(string json)
    {
        using var some = new SomeConfiguration().With(json);
        Assert.Contains("uplicate", Assert.Single(some.Load().Faults).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    public void A_file_without_an_object_is_a_fault(string json)
    {
        using var some = new SomeConfiguration().With(json);
        Assert.Equal(some.File, Assert.Single(some.Load().Faults).Key);
    }

    [Fact]
    public void A_misspelled_section_is_a_fault()
    {
        using var some = new SomeConfiguration().With("""{ "Takdown": { "DataDirectory": "x" } }""");
        Assert.StartsWith("Takdown", Assert.Single(some.Load().Faults).Key, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_and_maps_bind_from_the_environment()
    {
        var options = SomeConfiguration.Load(
            ("Monitoring:AllowedPrivateNetworks:0", "127.0.0.0/8"), ("Monitoring:HostMap:board.test", "127.0.1.3"), ("Caseworkers:0:Email", "desk@helpline.test")).Options;
        Assert.Equal("127.0.1.3", options.Monitoring.HostMap["board.test"]);
        Assert.Equal(("desk@helpline.test", "Etc/UTC"), (options.Caseworkers[0].Email, options.Caseworkers[0].TimeZone));
    }

    [Fact]
    public void Folders_that_come_with_the_program_stand_beside_it_and_others_in_the_data_directory()
    {
        var options = SomeConfiguration.Load(("DataDirectory", "/srv/data")).Options;
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "Policies"), options.BesideProgram(options.Policies.Folder, "Policies"));
        Assert.Equal("/srv/data/mine", options.BesideProgram("mine", "Policies"));
        Assert.Equal("/srv/data/takedown.key", options.InDataDirectory(options.Privacy.KeyFile));
    }
}
