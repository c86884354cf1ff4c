using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.Concurrency;

/// <summary>Finds where invocations start: every programming model of Lambda for .NET, and what knowledge files add.</summary>
internal sealed class EntryPoints
{
    /// <summary>A member that hands a delegate to a hosting API mentions one of these.</summary>
    private static readonly string[] s_hostingNames =
    {
        "LambdaBootstrapBuilder", "HandlerWrapper", "LambdaBootstrap", "DurableFunction", "WebApplication", "IApplicationBuilder", "IEndpointRouteBuilder", "AddEndpointFilter",
        "MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods", "MapFallback", "MapGroup",
    };

    private readonly ProgramSymbols _symbols;
    private readonly ProgramSummaries _summaries;
    private readonly Registrations _registrations;
    private readonly Dictionary<string, EntryPoint> _byBody = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sharedTypes = new(StringComparer.Ordinal);
    private readonly List<(IMethodSymbol Method, string Id)> _bySignature = new();

    public EntryPoints(ProgramSymbols symbols, ProgramSummaries summaries, Registrations registrations, ImmutableArray<(string Type, string Method)> configured, CancellationToken cancellationToken)
    {
        _symbols = symbols;
        _summaries = summaries;
        _registrations = registrations;
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

    public bool Any => _byBody.Count > 0;

    public EntryPoint? At(string body) => _byBody.TryGetValue(body, out var entry) ? entry : null;

    /// <summary>Why all invocations see the same object of this type, or null.</summary>
    public string? SharedTypeReason(string type) => _sharedTypes.TryGetValue(type, out var reason) ? reason : null;

    /// <summary>
    /// A method that has a handler's signature, but is called by another entry point, is a helper of it: its callers tell what it shares.
    /// Whoever is left holds the one handler object.
    /// </summary>
    public void DropHelpers(Func<string, bool> isCalledByAnother)
    {
        _bySignature.Sort(static (a, b) => string.CompareOrdinal(a.Id, b.Id));
        foreach (var (method, id) in _bySignature)
        {
            if (At(id) is { } entry && isCalledByAnother(id))
            {
                _byBody.Remove(entry.Body);
            }
            else
            {
                ShareType(method.ContainingType, "the handler object");
            }
        }
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
                    Add(method, "handler", sharesReceiver: true);
                    ShareType(type, "the handler object");
                    return;
                }
            }
        }
    }

    private void AddDeclared(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var index = TreeIndex.Of(tree, cancellationToken);
        SemanticModel? model = null;
        foreach (var declaration in index.HandlerLike)
        {
            if (declaration.AttributeLists.Count == 0 && !LooksLikeHandler(declaration))
            {
                continue;
            }

            model ??= _symbols.Compilation.GetSemanticModel(tree);
            if (model.GetDeclaredSymbol(declaration, cancellationToken) is IMethodSymbol method)
            {
                AddMethod(method);
            }
        }

        foreach (var declaration in index.TypesWithBase)
        {
            model ??= _symbols.Compilation.GetSemanticModel(tree);
            if (model.GetDeclaredSymbol(declaration, cancellationToken) is INamedTypeSymbol type)
            {
                AddType(type);
            }
        }
    }

    /// <summary>Syntax first: the context or an event among the parameters, or the shape of conventional middleware.</summary>
    private static bool LooksLikeHandler(MethodDeclarationSyntax method)
    {
        var parameters = method.ParameterList.Parameters;
        var last = parameters[parameters.Count - 1].Type?.ToString() ?? "";
        return last.EndsWith("ILambdaContext", StringComparison.Ordinal) || last.EndsWith("ILambdaContext?", StringComparison.Ordinal)
            || parameters.Count == 1 && (last.EndsWith("Event", StringComparison.Ordinal) || last.EndsWith("Request", StringComparison.Ordinal))
            || method.Identifier.ValueText is "Invoke" or "InvokeAsync";
    }

    private void AddMethod(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && _symbols.Knowledge.Find(Verdict.EntryPoint, type) != null)
            {
                var isAnnotation = type.Name == "LambdaFunctionAttribute";
                var shared = !isAnnotation || _registrations.LifetimeOf(_symbols.Id(method.ContainingType)) is null or ServiceLifetime.Singleton;
                Add(method, "handler", shared);
                if (shared && !method.IsStatic)
                {
                    ShareType(method.ContainingType, "the function object");
                }

                return;
            }
        }

        if (IsConventionalMiddleware(method))
        {
            var shared = !Implements(method.ContainingType, "IMiddleware");
            Add(method, "middleware", shared);
            if (shared)
            {
                ShareType(method.ContainingType, "the middleware object");
            }
        }
        else if (IsHandlerSignature(method))
        {
            _bySignature.Add((method, _symbols.Id(method)));
            Add(method, "handler", sharesReceiver: true);
        }
    }

    private static bool IsHandlerSignature(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (method is not { MethodKind: MethodKind.Ordinary, TypeParameters.Length: 0, Parameters.Length: 1 or 2 } || method.IsAbstract
            || type is not { TypeKind: TypeKind.Class or TypeKind.Struct } || method.ReturnsVoid && method.IsAsync)
        {
            return false;
        }

        if (!method.IsStatic && !HasParameterlessConstructor(type))
        {
            return false;
        }

        var last = method.Parameters[method.Parameters.Length - 1].Type;
        return IsLambdaContext(last)
            || method.Parameters.Length == 1 && method.DeclaredAccessibility == Accessibility.Public && last.ContainingType == null && IsEventNamespace(last.ContainingNamespace);
    }

    private static bool HasParameterlessConstructor(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor.Parameters.Length == 0)
            {
                return true;
            }
        }

        return type.TypeKind == TypeKind.Struct;
    }

    private static bool IsLambdaContext(ITypeSymbol type) => type.Name == "ILambdaContext" && type.ContainingNamespace?.ToDisplayString() is "Amazon.Lambda.Core" or "";

    private static bool IsEventNamespace(INamespaceSymbol? name)
    {
        var text = name?.ToDisplayString() ?? "";
        return text.StartsWith("Amazon.Lambda.", StringComparison.Ordinal) && text.IndexOf("Events", StringComparison.Ordinal) > 0;
    }

    private static bool IsConventionalMiddleware(IMethodSymbol method)
    {
        if (method is not { Name: "Invoke" or "InvokeAsync", Parameters.Length: > 0 } || method.Parameters[0].Type.Name != "HttpContext")
        {
            return false;
        }

        foreach (var constructor in method.ContainingType.InstanceConstructors)
        {
            foreach (var parameter in constructor.Parameters)
            {
                if (parameter.Type.Name == "RequestDelegate")
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Implements(INamedTypeSymbol type, string name)
    {
        foreach (var @interface in type.AllInterfaces)
        {
            if (@interface.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    private void AddType(INamedTypeSymbol type)
    {
        for (var t = type.BaseType; t is { SpecialType: not SpecialType.System_Object }; t = t.BaseType)
        {
            switch (t.OriginalDefinition.Name)
            {
                case "AbstractAspNetCoreFunction":
                    ShareType(type, "the function object");
                    return;
                case "ControllerBase" or "Hub" when t.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true:
                    AddPublicMethods(type, t.Name == "Hub" ? "hub method" : "controller action");
                    return;
            }

            if (_symbols.Knowledge.Find(Verdict.EntryPoint, t)?.Argument("kind") is "controller" or "hub")
            {
                AddPublicMethods(type, "public method");
                return;
            }
        }

        if (Implements(type, "IHostedService"))
        {
            ShareType(type, "a hosted service");
        }
    }

    private void AddPublicMethods(INamedTypeSymbol type, string role)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, IsStatic: false } method && !HasAttribute(method, "NonActionAttribute"))
            {
                Add(method, role, sharesReceiver: false);
            }
        }
    }

    private static bool HasAttribute(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    private void AddDelegates(CancellationToken cancellationToken)
    {
        foreach (var name in s_hostingNames.Concat(_symbols.Knowledge.UserNames(Verdict.EntryPoint)))
        {
            foreach (var member in _summaries.Naming(name, cancellationToken))
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
                if (_summaries.Body(value.Id, cancellationToken) is { } body)
                {
                    var symbol = value.Id.IndexOf('~') < 0 ? _symbols.Symbol(value.Id) as IMethodSymbol : null;
                    _byBody[value.Id] = new EntryPoint(value.Id, "handler", sharesReceiver: true, symbol == null ? LambdaServices(member, value.Id) : ServicesOf(symbol));
                    if (symbol is { IsStatic: false })
                    {
                        ShareType(symbol.ContainingType, "the handler object");
                    }
                }

                break;
            case ValueKind.Local when member.Locals.TryGetValue(value.Id, out var local):
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
                var model = _symbols.Compilation.GetSemanticModel(member.Tree);
                var symbol = node is LocalFunctionStatementSyntax ? model.GetDeclaredSymbol(node) : model.GetSymbolInfo(node).Symbol;
                return symbol is IMethodSymbol method ? ServicesOf(method) : ImmutableArray<string?>.Empty;
            }
        }

        return ImmutableArray<string?>.Empty;
    }

    private ImmutableArray<string?> ServicesOf(IMethodSymbol method)
    {
        var services = ImmutableArray.CreateBuilder<string?>(method.Parameters.Length);
        foreach (var parameter in method.Parameters)
        {
            var id = _symbols.Id(parameter.Type);
            var isService = HasAttribute(parameter, "FromServicesAttribute") || HasAttribute(parameter, "FromKeyedServicesAttribute") || _registrations.Of(id).Count > 0
                || parameter.Type.Name is "CancellationToken" or "IServiceProvider" or "ILogger" or "IHttpClientFactory" or "RequestDelegate" or "ILoggerFactory" or "IConfiguration"
                || _symbols.IsThreadSafe(parameter.Type);
            services.Add(isService ? id : null);
        }

        return services.ToImmutable();
    }

    private void Add(IMethodSymbol method, string role, bool sharesReceiver)
    {
        var id = _symbols.Id(method);
        if (!_byBody.ContainsKey(id))
        {
            _byBody.Add(id, new EntryPoint(id, role, sharesReceiver, ServicesOf(method)));
        }
    }

    private void ShareType(INamedTypeSymbol type, string reason) => _sharedTypes[_symbols.Id(type)] = reason;
}
