using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;

namespace Corpus.Clean.InheritedLock;

/// <summary>The lock is declared in the base class and used by both; a property gives out the same object.</summary>
public abstract class Registry
{
    private readonly object _root = new();
    private readonly List<string> _names = [];
    protected int Registered;

    protected object SyncRoot => _root;

    public void Register(string name)
    {
        lock (_root)
        {
            _names.Add(name);
            Registered++;
            OnRegistered(name);
        }
    }

    protected abstract void OnRegistered(string name);
}

public sealed class BucketRegistry : Registry
{
    private readonly Dictionary<string, int> _byPrefix = [];

    public int CountOf(string prefix)
    {
        lock (SyncRoot)
        {
            return _byPrefix.GetValueOrDefault(prefix) + Registered;
        }
    }

    protected override void OnRegistered(string name)
    {
        var prefix = name.Split('/')[0];
        lock (SyncRoot)
        {
            _byPrefix[prefix] = _byPrefix.GetValueOrDefault(prefix) + 1;
        }
    }
}

public class Function
{
    private static readonly BucketRegistry Registry = new();

    public async Task<int> Handle(S3Event evt, ILambdaContext context)
    {
        var total = 0;
        foreach (var record in evt.Records)
        {
            Registry.Register(record.S3.Object.Key);
            total += Registry.CountOf("invoices");
            await Task.Yield();
        }

        return total;
    }
}
