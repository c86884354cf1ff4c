namespace System.Threading;

/// <summary>The lock type of .NET 9 for .NET 8, as projects that target both carry it.</summary>
public sealed class Lock
{
    private readonly object _monitor = new();

    public bool IsHeldByCurrentThread => Monitor.IsEntered(_monitor);

    public void Enter() => Monitor.Enter(_monitor);

    public bool TryEnter() => Monitor.TryEnter(_monitor);

    public void Exit() => Monitor.Exit(_monitor);

    public Scope EnterScope()
    {
        Enter();
        return new Scope(this);
    }

    public readonly ref struct Scope(Lock owner)
    {
        public void Dispose() => owner.Exit();
    }
}
