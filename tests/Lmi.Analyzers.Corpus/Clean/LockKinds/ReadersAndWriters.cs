using System;
using System.Collections.Generic;
using System.Threading;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Corpus.Clean.ReadersAndWriters;

/// <summary>Reads under the read lock, writes under the write lock, and an upgrade in between.</summary>
public sealed class RouteTable : IDisposable
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly Dictionary<string, string> _routes = new(StringComparer.Ordinal);
    private int _version;
    private long _lookups;

    public string? Find(string path)
    {
        Interlocked.Increment(ref _lookups);
        _lock.EnterReadLock();
        try
        {
            return _routes.TryGetValue(path, out var target) ? target + _version : null;
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    public void Replace(string path, string target)
    {
        _lock.EnterWriteLock();
        try
        {
            _routes.Remove(path);
            _routes.Add(path, target);
            _version++;
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    public string Ensure(string path)
    {
        _lock.EnterUpgradeableReadLock();
        try
        {
            if (_routes.TryGetValue(path, out var known))
            {
                return known;
            }

            _lock.EnterWriteLock();
            try
            {
                _version++;
                return _routes[path] = "/default" + path;
            }
            finally
            {
                _lock.ExitWriteLock();
            }
        }
        finally
        {
            _lock.ExitUpgradeableReadLock();
        }
    }

    public void Dispose() => _lock.Dispose();
}

public class Function
{
    private static readonly RouteTable Routes = new();

    public APIGatewayProxyResponse Handle(APIGatewayProxyRequest request, ILambdaContext context)
    {
        if (request.HttpMethod == "PUT")
        {
            Routes.Replace(request.Path, request.Body);
        }

        return new APIGatewayProxyResponse { StatusCode = 200, Body = Routes.Find(request.Path) ?? Routes.Ensure(request.Path) };
    }
}
