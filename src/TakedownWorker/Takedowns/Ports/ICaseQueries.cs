using System.Collections.Immutable;

namespace TakedownWorker.Takedowns.Ports;

/// <summary>Lists over all cases, for people; nothing is locked and no URL is opened.</summary>
internal interface ICaseQueries
{
    /// <summary>Every case that was not erased, newest first.</summary>
    Task<ImmutableArray<CaseLine>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Open tasks with their case's reference, oldest first; of one case when <paramref name="reference"/> is given.</summary>
    Task<ImmutableArray<TaskView>> TasksAsync(string? reference, CancellationToken cancellationToken);
}
