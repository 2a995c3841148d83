namespace TakedownWorker.Hosting.Options;

/// <summary>How often each job looks for due work, ISO 8601, PT0.1S to PT1H. Each only claims what is due: shorter means sooner, not more.</summary>
internal sealed class JobsOptions
{
    /// <summary>Starts due looks.</summary>
    public string Looks { get; set; } = "PT1S";

    /// <summary>Makes due decisions.</summary>
    public string WakeUps { get; set; } = "PT2S";

    /// <summary>Sends queued letters and briefings.</summary>
    public string Outbox { get; set; } = "PT2S";

    /// <summary>Finds routes for new hosts.</summary>
    public string RouteLookUps { get; set; } = "PT2S";

    /// <summary>Asks whether a checkpoint is due; how often one is made: Evidence:CheckpointEvery.</summary>
    public string Checkpoint { get; set; } = "PT1M";
}
