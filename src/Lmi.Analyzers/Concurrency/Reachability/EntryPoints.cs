using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Lmi.Analyzers.Concurrency.Summaries.Trees;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.Concurrency.Reachability;

/// <summary>Finds where invocations start: every programming model of Lambda for .NET, and what knowledge files add.</summary>
internal sealed class EntryPoints
{
    /// <summary>A member that hands a delegate to a hosting API has one of these tokens.</summary>
    public static readonly string[] HostingNames =
    {
        "LambdaBootstrapBuilder", "HandlerWrapper", "LambdaBootstrap", "DurableFunction", "WebApplication", "IApplicationBuilder", "IEndpointRouteBuilder", "AddEndpointFilter",
        "MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods", "MapFallback", "MapGroup", "MapWhen", "UseWhen", "UseEndpoints", "Configure", "AddAWSLambdaHosting",
    };

    /// <summary>A web application without the package that hosts it on Lambda: its controllers, hubs and middleware serve another server's requests.</summary>
    private readonly bool _isServedElsewhere;

    private readonly ProgramSymbols _symbols;
    private readonly ProgramSummaries _summaries;
    private readonly Registrations _registrations;
    private readonly Dictionary<string, EntryPoint> _byBody = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sharedTypes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _builtPerRequest = new(StringComparer.Ordinal);
    private readonly HashSet<string> _bySignature = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _bySignatureIn = new(StringComparer.Ordinal);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, bool> _helpers = new(StringComparer.Ordinal);

    public EntryPoints(ProgramSymbols symbols, ProgramSummaries summaries, Registrations registrations, ImmutableArray<(string Type, string Method)> configured, CancellationToken cancellationToken)
    {
        _symbols = symbols;
        _summaries = summaries;
        _registrations = registrations;
        _isServedElsewhere = symbols.Compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
            && symbols.Compilation.GetTypesByMetadataName("Amazon.Lambda.AspNetCoreServer.AbstractAspNetCoreFunction").IsEmpty
            && !symbols.Compilation.SyntaxTrees.Any(t => TreeIndex.Of(t, cancellationToken).Mentioning("AddAWSLambdaHosting").Count > 0) // its package may not be restored
            && !symbols.Knowledge.UserNames(Verdict.EntryPoint).Any(); // who names entry points knows them
        foreach (var (type, method) in configured)
        {
            AddConfigured(type, method);
        }

        foreach (var tree in symbols.Compilation.SyntaxTrees)
        {
            AddDeclared(tree, cancellationToken);
        }

        AddDelegates(cancellationToken);
    }

    /// <summary>Are there any? The hooks of a hosted ASP.NET Core application may all be inherited.</summary>
    public bool Any => _byBody.Count > 0 || _sharedTypes.ContainsValue(DeclaredEntryPoints.FunctionObject);

    /// <summary>
    /// Told by the call graph: can another entry point lead to this one? Then a method that is an entry point by its signature alone is a helper, and its callers
    /// tell what it shares.
    /// </summary>
    public Func<string, bool>? IsReachedFromAnother { get; set; }

    /// <summary>The entry point with that body, or null.</summary>
    public EntryPoint? At(string body) => _byBody.TryGetValue(body, out var entry) && !IsHelper(body) ? entry : null;

    /// <summary>Does the framework build an object of this type for each request: a controller, a hub?</summary>
    public bool IsBuiltPerRequest(string type) => _builtPerRequest.Contains(type) && SharedTypeReason(type) == null;

    /// <summary>Is a service of this type handed to an entry point as an argument?</summary>
    public bool TakesService(string service) => _byBody.Values.Any(e => e.Services.Contains(service));

    /// <summary>Might it be an entry point, whoever calls it?</summary>
    public bool IsCandidate(string body) => _byBody.ContainsKey(body);

    /// <summary>Why all invocations see the same object of this type, or null.</summary>
    public string? SharedTypeReason(string type)
    {
        if (_sharedTypes.TryGetValue(type, out var reason))
        {
            return reason;
        }

        return _bySignatureIn.TryGetValue(type, out var bodies) && !bodies.TrueForAll(IsHelper) ? "the handler object" : null;
    }

    private bool IsHelper(string body)
    {
        if (!_bySignature.Contains(body) || IsReachedFromAnother == null)
        {
            return false;
        }

        return _helpers.TryGetValue(body, out var known) ? known : _helpers[body] = IsReachedFromAnother(body);
    }

    private void AddConfigured(string typeName, string methodName)
    {
        if (_symbols.Compilation.Assembly.GetTypeByMetadataName(typeName) is not { } type)
        {
            return;
        }

        for (var t = type; t != null; t = t.BaseType)
        {
            foreach (var member in t.GetMembers(methodName))
            {
                if (member is IMethodSymbol method && _symbols.IsSource(method))
                {
                    Add(_symbols.Id(method), "handler", sharesReceiver: true, EntryParameter.Of(method, _symbols));
                    ShareType(type, "the handler object");
                    return;
                }
            }
        }
    }

    private void AddDeclared(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var declared = _summaries.DeclaredIn(tree, cancellationToken);
        foreach (var (type, reason) in declared.SharedTypes)
        {
            if (reason != DeclaredEntryPoints.HostedService || _registrations.LifetimeOf(type) is null or ServiceLifetime.Singleton)
            {
                _sharedTypes[type] = reason;
            }
        }

        foreach (var method in declared.Methods)
        {
            if (_isServedElsewhere && method.Role != "handler")
            {
                continue;
            }

            var shares = method.Sharing == ReceiverSharing.Always || method.Sharing == ReceiverSharing.UnlessRegistered && _registrations.IsSharedFunction(method.Type);
            if (method.IsSignature && !_byBody.ContainsKey(method.Id))
            {
                _bySignature.Add(method.Id);
                if (!_bySignatureIn.TryGetValue(method.Type, out var bodies))
                {
                    _bySignatureIn[method.Type] = bodies = new List<string>(1);
                }

                bodies.Add(method.Id);
            }
            else if (shares && !method.IsStatic)
            {
                _sharedTypes[method.Type] = DeclaredEntryPoints.FunctionObject;
            }

            if (method.Sharing == ReceiverSharing.Never && method.Role != "middleware")
            {
                _builtPerRequest.Add(method.Type);
            }

            Add(method.Id, method.Role, shares, method.Parameters);
        }
    }

    private void AddDelegates(CancellationToken cancellationToken)
    {
        foreach (var member in _summaries.Naming(SummaryBuilder.EntryPointMention, HostingNames.Concat(_symbols.Knowledge.UserNames(Verdict.EntryPoint)).ToList(), cancellationToken))
        {
            foreach (var body in member.Bodies)
            {
                foreach (var call in body.Calls)
                {
                    if (call.Kind == CallKind.EntryPoint)
                    {
                        AddDelegate(member, call.Callee.Length > 0 ? Value.Delegate(call.Callee, call.Receiver) : call.Receiver, 0, cancellationToken);
                    }
                }
            }
        }
    }

    private void AddDelegate(MemberSummary member, Value? value, int depth, CancellationToken cancellationToken)
    {
        if (value == null || depth > Limits.HolderDepth)
        {
            return;
        }

        switch (value.Kind)
        {
            case ValueKind.Delegate:
                if (_symbols.Symbol(value.Id) is IMethodSymbol { IsAbstract: true } slot)
                {
                    foreach (var method in new Implementations(_symbols, _summaries, () => _registrations).MethodsBehind(slot, cancellationToken))
                    {
                        AddHandler(member, _symbols.Id(method), method);
                    }
                }
                else if (_summaries.Body(value.Id, cancellationToken) is { } body)
                {
                    AddHandler(member, value.Id, body.Parent == null ? _symbols.Symbol(value.Id) as IMethodSymbol : null);
                }

                break;
            case ValueKind.Local when member.TryGetLocal(value, out var local):
                foreach (var assigned in local.Values)
                {
                    AddDelegate(member, assigned, depth + 1, cancellationToken);
                }

                break;
            case ValueKind.Any or ValueKind.Derived or ValueKind.New:
                foreach (var part in value.Parts)
                {
                    AddDelegate(member, part, depth + 1, cancellationToken);
                }

                break;
            case ValueKind.Static or ValueKind.Member:
                foreach (var initial in _summaries.Member(value.Id, cancellationToken)?.Bodies[0].Accesses ?? new List<Access>())
                {
                    AddDelegate(member, initial.Value, depth + 1, cancellationToken);
                }

                break;
        }
    }

    /// <param name="method">Null for a function inside another.</param>
    private void AddHandler(MemberSummary member, string body, IMethodSymbol? method)
    {
        _byBody[body] = new EntryPoint(body, "handler", sharesReceiver: true, method == null ? LambdaServices(member, body) : ServicesOf(method));
        if (method is { IsStatic: false })
        {
            ShareType(method.ContainingType, "the handler object");
        }
    }

    /// <summary>Injected parameters of an endpoint lambda: those whose type is registered as a service.</summary>
    private ImmutableArray<string?> LambdaServices(MemberSummary member, string body)
    {
        var position = body.LastIndexOf('~');
        if (position < 0 || !int.TryParse(body.Substring(position + 1), out var start))
        {
            return ImmutableArray<string?>.Empty;
        }

        var node = member.Tree.GetRoot().FindNode(new Microsoft.CodeAnalysis.Text.TextSpan(start, 0), getInnermostNodeForTie: true);
        for (; node != null; node = node.Parent)
        {
            if (node.SpanStart != start)
            {
                break;
            }

            if (node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
            {
                var model = _symbols.Model(member.Tree);
                var symbol = node is LocalFunctionStatementSyntax ? model.GetDeclaredSymbol(node) : model.GetSymbolInfo(node).Symbol;
                return symbol is IMethodSymbol method ? ServicesOf(method) : ImmutableArray<string?>.Empty;
            }
        }

        return ImmutableArray<string?>.Empty;
    }

    private ImmutableArray<string?> Services(ImmutableArray<EntryParameter> parameters)
    {
        var services = ImmutableArray.CreateBuilder<string?>(parameters.Length);
        foreach (var parameter in parameters)
        {
            services.Add(parameter.IsInjected || _registrations.Of(parameter.Type).Count > 0 ? parameter.Type : null);
        }

        return services.ToImmutable();
    }

    private ImmutableArray<string?> ServicesOf(IMethodSymbol method) => Services(EntryParameter.Of(method, _symbols));

    private void Add(string method, string role, bool sharesReceiver, ImmutableArray<EntryParameter> parameters)
    {
        if (!_byBody.ContainsKey(method))
        {
            _byBody.Add(method, new EntryPoint(method, role, sharesReceiver, Services(parameters)));
        }
    }

    private void ShareType(INamedTypeSymbol type, string reason) => _sharedTypes[_symbols.Id(type)] = reason;
}
