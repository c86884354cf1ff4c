using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Lmi.Analyzers.Concurrency.Reachability;
using Lmi.Analyzers.Concurrency.Summaries.Trees;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.Concurrency.Summaries;

internal enum ReceiverSharing
{
    Never,
    Always,

    /// <summary>A function class of Lambda Annotations: one object, unless the start-up registers it with a shorter life.</summary>
    UnlessRegistered,
}

/// <summary>One parameter of an entry point: the id of its type, and whether it is injected whatever is registered.</summary>
internal sealed class EntryParameter(string type, bool isInjected)
{
    public string Type { get; } = type;

    public bool IsInjected { get; } = isInjected;

    /// <summary>The parameters of a method that a framework calls.</summary>
    public static ImmutableArray<EntryParameter> Of(IMethodSymbol method, ProgramSymbols symbols)
    {
        var parameters = ImmutableArray.CreateBuilder<EntryParameter>(method.Parameters.Length);
        foreach (var parameter in method.Parameters)
        {
            var isInjected = parameter.Type.Name is "CancellationToken" or "IServiceProvider" or "ILogger" or "IHttpClientFactory" or "RequestDelegate" or "ILoggerFactory" or "IConfiguration"
                || DeclaredEntryPoints.HasAttribute(parameter, "FromServicesAttribute") || DeclaredEntryPoints.HasAttribute(parameter, "FromKeyedServicesAttribute")
                || symbols.IsThreadSafe(parameter.Type);
            parameters.Add(new EntryParameter(symbols.Id(parameter.Type), isInjected));
        }

        return parameters.ToImmutable();
    }
}

/// <summary>A method that a framework calls, by its declaration.</summary>
internal sealed class DeclaredMethod(string id, string type, string role, ReceiverSharing sharing, bool isSignature, bool isStatic, ImmutableArray<EntryParameter> parameters)
{
    public string Id { get; } = id;

    public string Type { get; } = type;

    public string Role { get; } = role;

    public ReceiverSharing Sharing { get; } = sharing;

    /// <summary>Only its signature says so.</summary>
    public bool IsSignature { get; } = isSignature;

    public bool IsStatic { get; } = isStatic;

    public ImmutableArray<EntryParameter> Parameters { get; } = parameters;
}

/// <summary>
/// The entry points that declarations alone show: attributes, signatures, base classes, conventions. Plain data of one tree, valid as long as no declaration
/// of the compilation changes.
/// </summary>
internal sealed class DeclaredEntryPoints
{
    /// <summary>Why all invocations see the object of a function class.</summary>
    public const string FunctionObject = "the function object";

    /// <summary>Why all invocations see the object of a hosted service, unless the container makes others.</summary>
    public const string HostedService = "a hosted service";

    private readonly ProgramSymbols _symbols;

    public DeclaredEntryPoints(ProgramSymbols symbols, SyntaxTree tree, CancellationToken cancellationToken)
    {
        _symbols = symbols;
        AddDeclared(tree, cancellationToken);
        _symbols = null!; // the data outlives the compilation
    }

    public List<DeclaredMethod> Methods { get; } = new();

    public List<(string Type, string Reason)> SharedTypes { get; } = new();

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

            model ??= _symbols.Model(tree);
            if (model.GetDeclaredSymbol(declaration, cancellationToken) is IMethodSymbol method)
            {
                AddMethod(method);
            }
        }

        foreach (var declaration in index.TypesWithBase)
        {
            model ??= _symbols.Model(tree);
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
                Add(method, "handler", type.Name == "LambdaFunctionAttribute" ? ReceiverSharing.UnlessRegistered : ReceiverSharing.Always);
                return;
            }
        }

        if (IsConventionalMiddleware(method))
        {
            Add(method, "middleware", Implements(method.ContainingType, "IMiddleware") ? ReceiverSharing.Never : ReceiverSharing.Always);
        }
        else if (IsHandlerSignature(method))
        {
            Add(method, "handler", ReceiverSharing.Always, isSignature: true);
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

        if (!method.IsStatic && !HasParameterlessConstructor(type) || IsOnlyBase(type) && method.DeclaredAccessibility == Accessibility.Private)
        {
            return false;
        }

        var last = method.Parameters[method.Parameters.Length - 1].Type;
        return IsLambdaContext(last)
            || method.Parameters.Length == 1 && method.DeclaredAccessibility == Accessibility.Public && last.ContainingType == null && IsEventNamespace(last.ContainingNamespace);
    }

    /// <summary>No handler string can name the type: it serves through its heirs, which do not see what is private.</summary>
    private static bool IsOnlyBase(INamedTypeSymbol type) => type.IsGenericType || type is { IsAbstract: true, IsStatic: false };

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
                    ShareType(type, FunctionObject);
                    return;
                case "ControllerBase" or "Hub" when t.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true:
                    AddPublicMethods(type, t.Name == "Hub" ? "hub method" : "controller action");
                    return;
            }

            if (_symbols.Knowledge.Find(Verdict.EntryPoint, t)?.Argument("kind") is { } kind and ("controller" or "hub"))
            {
                AddPublicMethods(type, kind == "hub" ? "hub method" : "controller action");
                return;
            }
        }

        if (Implements(type, "IHostedService"))
        {
            ShareType(type, HostedService);
        }
    }

    private void AddPublicMethods(INamedTypeSymbol type, string role)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, IsStatic: false } method && !HasAttribute(method, "NonActionAttribute"))
            {
                Add(method, role, ReceiverSharing.Never);
            }
        }
    }

    public static bool HasAttribute(ISymbol symbol, string name)
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

    private void Add(IMethodSymbol method, string role, ReceiverSharing sharing, bool isSignature = false) =>
        Methods.Add(new DeclaredMethod(_symbols.Id(method), _symbols.Id(method.ContainingType), role, sharing, isSignature, method.IsStatic, EntryParameter.Of(method, _symbols)));

    private void ShareType(INamedTypeSymbol type, string reason) => SharedTypes.Add((_symbols.Id(type), reason));
}
