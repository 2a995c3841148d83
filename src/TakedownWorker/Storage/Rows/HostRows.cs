namespace TakedownWorker.Storage.Rows;

/// <summary>One party. Its name stands here in clear only when the directory lists it or three cases met it (DESIGN 4.10).</summary>
internal sealed class HostRow
{
    public required string PartyKey { get; set; }

    public int Role { get; set; }

    public string? Name { get; set; }
}

/// <summary>A case that met a party, both by keyed hash; at most three a party.</summary>
internal sealed class HostCaseRow
{
    public required string PartyKey { get; set; }

    public required string CaseKey { get; set; }
}

/// <summary>One thing that was learnt.</summary>
internal sealed class HostFactRow
{
    public long Id { get; set; }

    public required string PartyKey { get; set; }

    public int Kind { get; set; }

    public long At { get; set; }

    public string? RouteKey { get; set; }

    /// <summary>Of a removal: minutes since the first letter.</summary>
    public long? Minutes { get; set; }
}

/// <summary>A profile that another helpline shared.</summary>
internal sealed class SharedHostRow
{
    public required string Party { get; set; }

    public required string Role { get; set; }

    /// <summary>The profile as JSON.</summary>
    public required string Profile { get; set; }
}
