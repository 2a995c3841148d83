using Microsoft.EntityFrameworkCore;
using TakedownWorker.Storage.Rows;

namespace TakedownWorker.Storage;

/// <summary>What is known of parties over all cases.</summary>
internal abstract partial class TakedownDb
{
    private static void HostTables(ModelBuilder b)
    {
        b.Entity<HostRow>(e =>
        {
            e.ToTable("hosts");
            e.HasKey(x => x.PartyKey);
        });
        b.Entity<HostCaseRow>(e =>
        {
            e.ToTable("host_cases");
            e.HasKey(x => new { x.PartyKey, x.CaseKey });
        });
        b.Entity<HostFactRow>(e =>
        {
            e.ToTable("host_facts");
            e.HasIndex(x => x.PartyKey);
        });
        b.Entity<SharedHostRow>(e =>
        {
            e.ToTable("shared_hosts");
            e.HasKey(x => new { x.Party, x.Role });
        });
    }
}
