//! From markup to a template with its holes.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use rstml::node::{CustomNode, KeyedAttribute, Node, NodeAttribute, NodeElement, NodeName};
use syn::spanned::Spanned as _;
use syn::{Error, Expr, ExprPath, Lit, Result, Stmt};

use crate::component::taker;
use crate::template::Template;

pub(crate) fn expand(markup: TokenStream) -> Result<TokenStream> {
    let nodes = rstml::parse2(markup)?;
    html(&nodes)
}

/// All nodes side by side, as one `Html`.
fn html<C: CustomNode>(nodes: &[Node<C>]) -> Result<TokenStream> {
    let mut parts = nodes.iter().map(part).collect::<Result<Vec<_>>>()?;
    if parts.len() == 1 {
        return Ok(parts.remove(0));
    }
    Ok(quote!(crate::html::Html::Several(::std::vec![#(#parts),*])))
}

/// One node that stands for itself.
fn part<C: CustomNode>(node: &Node<C>) -> Result<TokenStream> {
    match node {
        Node::Element(element) => match component_of(element) {
            Some(path) => component(path, element),
            None => {
                let mut template = Template::default();
                add_element(&mut template, element)?;
                let Template { text, holes } = template;
                Ok(quote!(crate::html::Html::made(#text, ::std::boxed::Box::new([#(#holes),*]))))
            }
        },
        Node::Text(words) => {
            let words = &words.value;
            Ok(quote!(crate::html::Html::Text(::std::borrow::Cow::Borrowed(#words))))
        }
        Node::Block(block) => {
            let value = match block.try_block().map(|block| block.stmts.as_slice()) {
                Some([Stmt::Expr(value, None)]) => quote!(#value),
                _ => quote!(#block),
            };
            Ok(quote_spanned!(block.span()=> crate::html::IntoView::into_html(#value)))
        }
        Node::Fragment(fragment) => html(&fragment.children),
        Node::Comment(_) | Node::Doctype(_) | Node::RawText(_) | Node::Custom(_) => {
            Err(Error::new_spanned(node, "words stand between quotation marks"))
        }
    }
}

/// The path of a component; an element of HTML begins with a small letter.
fn component_of<C: CustomNode>(element: &NodeElement<C>) -> Option<&ExprPath> {
    let NodeName::Path(path) = element.name() else { return None };
    let last = path.path.segments.last()?.ident.to_string();
    last.starts_with(char::is_uppercase).then_some(path)
}

fn add<C: CustomNode>(template: &mut Template, node: &Node<C>) -> Result<()> {
    match node {
        Node::Element(element) if component_of(element).is_none() => add_element(template, element),
        Node::Text(words) => {
            template.words(&words.value_string());
            Ok(())
        }
        Node::Element(_)
        | Node::Block(_)
        | Node::Fragment(_)
        | Node::Comment(_)
        | Node::Doctype(_)
        | Node::RawText(_)
        | Node::Custom(_) => {
            let part = part(node)?;
            template.child(quote!(crate::html::Hole::Html(#part)));
            Ok(())
        }
    }
}

fn add_element<C: CustomNode>(template: &mut Template, element: &NodeElement<C>) -> Result<()> {
    let name = element.name().to_string();
    template.open(&name);
    for attribute in element.attributes() {
        add_attribute(template, &name, keyed(attribute)?)?;
    }
    for child in element.children() {
        add(template, child)?;
    }
    template.close();
    Ok(())
}

fn keyed(attribute: &NodeAttribute) -> Result<&KeyedAttribute> {
    match attribute {
        NodeAttribute::Attribute(attribute) => Ok(attribute),
        NodeAttribute::Block(block) => Err(Error::new_spanned(block, "an attribute has a name")),
    }
}

fn add_attribute(template: &mut Template, element: &str, attribute: &KeyedAttribute) -> Result<()> {
    let name = attribute.key.to_string();
    let Some(value) = attribute.value() else {
        template.attribute(&name, "");
        return Ok(());
    };
    if let Some(fixed) = fixed(value).filter(|_| !name.contains(':')) {
        template.attribute(&name, &fixed);
        return Ok(());
    }
    let computed = quote_spanned!(value.span()=> crate::html::attr(#value));
    let mut words = name.splitn(3, ':');
    match (words.next().unwrap_or_default(), words.next(), words.next()) {
        ("on", Some(event), target) => {
            template.part('o', event, handler(&attribute.key, element, event, target, value)?);
        }
        ("prop", Some(property), None) => template.part('p', property, computed),
        ("class", Some(class), None) => template.part('c', class, computed),
        ("style", Some(property), None) => template.part('s', property, computed),
        ("node_ref", None, None) => {
            template.part('r', "", quote_spanned!(value.span()=> crate::html::node_ref(#value)));
        }
        (name, None, None) => template.part('a', name, computed),
        _ => return Err(Error::new_spanned(&attribute.key, "this kind of attribute is not known")),
    }
    Ok(())
}

/// A value that is the same whenever it is drawn.
fn fixed(value: &Expr) -> Option<String> {
    let Expr::Lit(literal) = value else { return None };
    if let Lit::Str(text) = &literal.lit {
        return Some(text.value());
    }
    if let Lit::Int(number) = &literal.lit { Some(number.base10_digits().to_owned()) } else { None }
}

fn handler(
    key: &NodeName,
    element: &str,
    event: &str,
    target: Option<&str>,
    value: &Expr,
) -> Result<TokenStream> {
    let event = match event {
        // Leptos has no name for it.
        "cancel" => quote!(::leptos::ev::Custom::<::leptos::ev::Event>::new("cancel")),
        _ => {
            let event = Ident::new(event, key.span());
            quote!(::leptos::ev::#event)
        }
    };
    let Some(target) = target else {
        return Ok(quote_spanned!(value.span()=> crate::html::on(#event, #value)));
    };
    let target = match (target, element) {
        ("target", "input") => "HtmlInputElement",
        ("target", "textarea") => "HtmlTextAreaElement",
        ("target", "select") => "HtmlSelectElement",
        ("target", "details") => "HtmlDetailsElement",
        _ => return Err(Error::new_spanned(key, "the target of this event has no known type")),
    };
    let target = Ident::new(target, key.span());
    Ok(
        quote_spanned!(value.span()=> crate::html::on_target::<::leptos::web_sys::#target, _, _>(#event, #value)),
    )
}

fn component<C: CustomNode>(path: &ExprPath, element: &NodeElement<C>) -> Result<TokenStream> {
    let mut props = Vec::new();
    for attribute in element.attributes() {
        let attribute = keyed(attribute)?;
        let NodeName::Path(name) = &attribute.key else {
            return Err(Error::new_spanned(&attribute.key, "a component takes its own arguments only"));
        };
        let name = name.path.require_ident()?;
        let taker = taker(name);
        let value = attribute.value().map_or_else(|| quote!(#name), |value| quote!(#value));
        props.push(quote_spanned!(name.span()=> #name: #path::#taker(#value)));
    }
    if !element.children().is_empty() {
        let children = html(element.children())?;
        let taker = taker(&format_ident!("children"));
        props.push(quote!(children: #path::#taker(crate::html::ToChildren::to_children(move || #children))));
    }
    Ok(quote_spanned!(path.span()=> crate::html::IntoView::into_html(#path { #(#props),* }.view())))
}
