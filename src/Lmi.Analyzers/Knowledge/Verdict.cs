namespace Lmi.Analyzers.Knowledge;

/// <summary>What a fact says of a type or member. In a file the words are lower case with hyphens: <c>not-thread-safe</c>.</summary>
internal enum Verdict
{
    /// <summary>Instances may be used, and changed, by several threads at once.</summary>
    ThreadSafe,

    /// <summary>An instance may be used by one thread at a time only.</summary>
    NotThreadSafe,

    /// <summary>Instances never change.</summary>
    Immutable,

    /// <summary>A collection that several threads may read but not write. <c>kind=</c> its shape, <c>abstract=true</c> for an interface.</summary>
    Collection,

    /// <summary>The member changes its receiver, or the object given to <c>parameter=</c>.</summary>
    Mutates,

    /// <summary>The member hands out an object that its receiver holds, as its result or through <c>parameter=</c>.</summary>
    Element,

    /// <summary>A configuration object: whoever shares it shares its settings.</summary>
    Settings,

    /// <summary>The type or factory costs much memory or time. <c>use=</c> <c>shareable</c>, <c>pooled</c> or <c>light</c>; <c>what=</c> a noun for it.</summary>
    Heavy,

    /// <summary>The member writes the file or directory named by <c>parameter=</c>, or by the property when it is assigned. <c>when=write</c>: only if a mode or access argument says so.</summary>
    WritesPath,

    /// <summary>The member reads the file or directory named by <c>parameter=</c>, or by the property when it is assigned.</summary>
    ReadsPath,

    /// <summary>The member deletes the file or directory named by <c>parameter=</c>.</summary>
    DeletesPath,

    /// <summary>Each call yields another value, in this process and in every other; with <c>kind=repeating</c> two calls may yield the same, with <c>kind=serialized</c> only two that come one after the other.</summary>
    Unique,

    /// <summary>The method, or assigning the property or changing the object it holds, changes state of the whole process. <c>what=</c> a noun for that state.</summary>
    ProcessWide,

    /// <summary>A framework calls the member (or the members of the type) once for each request or message.</summary>
    PerInvocation,

    /// <summary>A framework calls the member, or the delegates given to it, once.</summary>
    RunsOnce,

    /// <summary>
    /// The member runs the delegates given to it only while it has no value, and keeps what they return. <c>kind=once</c>: racing callers share one run;
    /// <c>kind=racing</c>: each of them may run the delegate, and one result is kept; <c>kind=service</c>: the same, of an object that containers hand out to everybody; <c>kind=mode</c>: as the last argument says.
    /// </summary>
    Caches,

    /// <summary>The member, or the delegates given to it, run on a thread of control of their own.</summary>
    Background,

    /// <summary>The delegates given to the member, or the members of the type, are where invocations begin.</summary>
    EntryPoint,

    /// <summary>The member holds its thread until something else has finished. <c>kind=</c> <c>task</c>, <c>sleep</c>, <c>wait</c> or <c>io</c>.</summary>
    Blocking,

    /// <summary>The method reads the environment variable that <c>parameter=</c> names, or, without one, hands out all of them.</summary>
    Environment,

    /// <summary>The method ends the process, and every invocation in it.</summary>
    EndsProcess,
}
