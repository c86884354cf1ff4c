using System.Collections.Generic;

namespace Lmi.Analyzers.Benchmarks.Generation;

/// <summary>The hazards of LMI2xxx and LMI3xxx.</summary>
internal static class FileAndMemoryHazards
{
    private const string UniqueFile = """
        private async Task Step@(Claim claim)
        {
            var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");
            try
            {
                await File.WriteAllTextAsync(path, claim.Id);
                await _log.WriteAsync(new FileInfo(path).Length);
            }
            finally
            {
                File.Delete(path);
            }
        }
        """;

    private const string SharedModel = """
        private static readonly Lazy<Model> s_model@ = new(static () => new Model("model"));

        private Task Step@(Claim claim) => _log.WriteAsync(s_model@.Value.Score(claim.Amount));
        """;

    public static readonly IReadOnlyList<Hazard> All =
    [
        new("LMI2001", """
            private async Task Step@(Claim claim)
            {
                await File.WriteAllTextAsync("/tmp/claims@.csv", claim.Id);
                await _log.WriteAsync(new FileInfo("/tmp/claims@.csv").Length);
            }
            """, UniqueFile),
        new("LMI2002", """
            private async Task Step@(Claim claim)
            {
                var path = $"/tmp/{claim.Id}@.csv";
                await File.WriteAllTextAsync(path, claim.Region);
                File.Delete(path);
            }
            """, UniqueFile),
        new("LMI2003", """
            private Task Step@(Claim claim)
            {
                foreach (var file in Directory.GetFiles("/tmp"))
                {
                    File.Delete(file);
                }

                return Task.CompletedTask;
            }
            """, """
            private async Task Step@(Claim claim)
            {
                var directory = Directory.CreateTempSubdirectory();
                await File.WriteAllTextAsync(Path.Combine(directory.FullName, "claim.csv"), claim.Id);
                directory.Delete(recursive: true);
            }
            """),
        new("LMI2004", """
            private async Task Step@(Claim claim)
            {
                if (!File.Exists("/tmp/regions@.txt"))
                {
                    await File.WriteAllTextAsync("/tmp/regions@.txt", "north\nsouth");
                }

                await _log.WriteAsync(File.ReadAllLines("/tmp/regions@.txt").Length);
            }
            """, """
            private async Task Step@(Claim claim)
            {
                if (!File.Exists("/tmp/regions@.txt"))
                {
                    var unique = Path.Combine("/tmp", Path.GetRandomFileName());
                    await File.WriteAllTextAsync(unique, "north\nsouth");
                    File.Move(unique, "/tmp/regions@.txt", overwrite: true);
                }

                await _log.WriteAsync(File.ReadAllLines("/tmp/regions@.txt").Length);
            }
            """),
        new("LMI2005", """
            private async Task Step@(Claim claim)
            {
                var path = Path.Combine("/tmp", Guid.NewGuid().ToString("N"));
                await File.WriteAllTextAsync(path, claim.Id);
                await _log.WriteAsync(new FileInfo(path).Length);
            }
            """, UniqueFile),
        new("LMI3001", """
            private Task Step@(Claim claim)
            {
                using var model = new Model("model");
                return _log.WriteAsync(model.Score(claim.Amount));
            }
            """, SharedModel),
        new("LMI3002", """
            private static readonly ThreadLocal<Model> s_models@ = new(static () => new Model("model"));

            private Task Step@(Claim claim) => _log.WriteAsync(s_models@.Value!.Score(claim.Amount));
            """, SharedModel),
        new("LMI3003", """
            private readonly ConcurrentDictionary<string, Model> _models@ = new();

            private Task Step@(Claim claim) => _log.WriteAsync(_models@.GetOrAdd("fraud", static path => new Model(path)).Score(claim.Amount));
            """, """
            private readonly ConcurrentDictionary<string, Lazy<Model>> _models@ = new();

            private Task Step@(Claim claim) =>
                _log.WriteAsync(_models@.GetOrAdd("fraud", static path => new Lazy<Model>(() => new Model(path))).Value.Score(claim.Amount));
            """),
        new("LMI3004", """
            private async Task Step@(Claim claim)
            {
                var all = await File.ReadAllBytesAsync("regions.bin");
                await _log.WriteAsync(all[claim.Lines]);
            }
            """, """
            private async Task Step@(Claim claim)
            {
                await using var regions = File.OpenRead("regions.bin");
                regions.Seek(claim.Lines, SeekOrigin.Begin);
                await _log.WriteAsync(regions.ReadByte());
            }
            """),
        new("LMI3005", """
            private static readonly ConcurrentDictionary<string, Claim> s_known@ = new();

            private Task Step@(Claim claim)
            {
                s_known@.TryAdd(claim.Id, claim);
                return _log.WriteAsync(s_known@.Count);
            }
            """, """
            private static readonly ConcurrentDictionary<string, Claim> s_known@ = new();

            private async Task Step@(Claim claim)
            {
                s_known@.TryAdd(claim.Id, claim);
                await _log.WriteAsync(s_known@.Count);
                s_known@.TryRemove(claim.Id, out _);
            }
            """),
        new("LMI3006", """
            private Task Step@(Claim claim)
            {
                var buffer = new byte[512 * 1024 * 1024];
                buffer[claim.Lines] = 1;
                return _log.WriteAsync(buffer.Length);
            }
            """, """
            private Task Step@(Claim claim)
            {
                var buffer = new byte[512];
                buffer[claim.Lines] = 1;
                return _log.WriteAsync(buffer.Length);
            }
            """),
    ];
}
