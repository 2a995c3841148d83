namespace TakedownWorker.Hosting.Options;

/// <summary>The ledger.</summary>
internal sealed class EvidenceOptions
{
    /// <summary>How often the heads of all chains are tied together, ISO 8601, PT1S to P7D; default PT1H.</summary>
    public string CheckpointEvery { get; set; } = "PT1H";
}
